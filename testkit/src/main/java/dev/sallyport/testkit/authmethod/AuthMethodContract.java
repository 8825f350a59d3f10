package dev.sallyport.testkit.authmethod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [AuthMethod] does, whatever it checks. A test class implements the abstract methods and inherits the
/// tests.
public interface AuthMethodContract {

    AuthMethod method();

    /// The moment at which the attestations below are presented.
    Instant now();

    /// Accepted now. A method whose attestations are [#singleUse] gives a fresh one each time, of the same workload.
    Attestation good();

    /// Whether an attestation is accepted once and then `REPLAYED`. False for most: say why where it is true.
    default boolean singleUse() {
        return false;
    }

    /// When the proof of [#good] ends.
    Instant goodUntil();

    /// One that would be good, but ended long ago.
    Attestation expired();

    /// A good one of which something was changed.
    Attestation tampered();

    /// Well-formed and signed, by someone who is not trusted.
    Attestation foreign();

    /// Meant for another service.
    Attestation forAnotherAudience();

    /// Not the kind that this method checks.
    Attestation ofAnotherKind();

    /// Larger than this method reads.
    Attestation huge();

    /// Noise, or a good one damaged (of a [#singleUse] method: one that was used up).
    Attestation hostile(Generators some);

    /// What must not occur in any answer: the token, its signature, a password.
    List<String> secretsOf(Attestation attestation);

    @Test
    default void a_good_attestation_is_a_workload_that_ends_with_its_proof() throws Exception {
        Workload workload = proven(good());

        assertThat(workload.validUntil()).isEqualTo(goodUntil()).isAfter(now());
        assertThat(workload.subject()).isNotBlank();
        assertThat(workload.countedAs())
                .as("R5: limits need something to count under")
                .isNotBlank();
        assertThat(workload.authMethod()).isNotBlank();
        assertThat(workload.claims().values()).allSatisfy(AuthMethodContract::isJson);
    }

    @Test
    default void the_same_attestation_gives_the_same_workload_again() throws Exception {
        Attestation one = good();
        Attestation other = singleUse() ? good() : one;
        assertThat(proven(one)).isEqualTo(proven(other));
    }

    @Test
    default void an_attestation_that_may_be_used_once_is_refused_the_second_time() throws Exception {
        Attestation one = good();
        proven(one);
        if (singleUse()) {
            assertThat(refused(one, now())).isEqualTo(RefusalReason.REPLAYED);
        } else {
            proven(one);
        }
    }

    @Test
    default void a_good_attestation_is_refused_after_its_end() throws Exception {
        proven(good());
        assertThat(refused(good(), goodUntil().plus(Duration.ofDays(1)))).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    default void bad_attestations_are_refused_each_with_its_reason() throws Exception {
        assertThat(refused(expired(), now())).isEqualTo(RefusalReason.EXPIRED);
        assertThat(refused(tampered(), now())).isEqualTo(RefusalReason.BAD_SIGNATURE);
        assertThat(refused(foreign(), now())).isEqualTo(RefusalReason.UNKNOWN_ISSUER);
        assertThat(refused(forAnotherAudience(), now())).isEqualTo(RefusalReason.WRONG_AUDIENCE);
        assertThat(refused(ofAnotherKind(), now())).isEqualTo(RefusalReason.UNSUPPORTED);
        assertThat(refused(huge(), now())).isEqualTo(RefusalReason.TOO_LARGE);
    }

    @Test
    default void a_refusal_is_one_readable_line() throws Exception {
        for (Attestation bad : bad()) {
            assertThat(refusal(bad, now()).detail())
                    .isNotBlank()
                    .hasSizeLessThan(600)
                    .doesNotEndWith(".")
                    .matches("[^\\p{Cntrl}]*");
        }
    }

    @Test
    default void no_answer_repeats_what_was_presented() throws Exception {
        List<Attestation> all = new ArrayList<>(bad());
        all.add(good());
        for (Attestation presented : all) {
            String answer = method().authenticate(presented, now()).toString();
            secretsOf(presented)
                    .forEach(secret -> assertThat(answer + presented)
                            .as("the answer and the printed attestation")
                            .doesNotContain(secret));
        }
    }

    @Test
    default void hostile_input_is_refused_and_never_an_exception() {
        Seeded.forAll(1000, some -> {
            Attestation hostile = hostile(some);
            if (!hostile.equals(good())) {
                assertThat(method().authenticate(hostile, now())).isInstanceOf(Refused.class);
            }
        });
    }

    @Test
    default void many_threads_at_once_get_the_right_answers() throws Exception {
        List<Attestation> bad = bad();
        Workload expected = proven(good());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Authentication>> good = new ArrayList<>();
            List<Future<Authentication>> others = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Attestation other = bad.get(i % bad.size());
                good.add(threads.submit(() -> method().authenticate(good(), now())));
                others.add(threads.submit(() -> method().authenticate(other, now())));
            }
            for (Future<Authentication> answer : good) {
                assertThat(answer.get()).isEqualTo(new Proven(expected));
            }
            for (Future<Authentication> answer : others) {
                assertThat(answer.get()).isInstanceOf(Refused.class);
            }
        }
    }

    private List<Attestation> bad() {
        return List.of(expired(), tampered(), foreign(), forAnotherAudience(), ofAnotherKind(), huge());
    }

    private Workload proven(Attestation attestation) throws InterruptedException {
        Authentication answer = method().authenticate(attestation, now());
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    private RefusalReason refused(Attestation attestation, Instant at) throws InterruptedException {
        return refusal(attestation, at).reason();
    }

    private Refused refusal(Attestation attestation, Instant at) throws InterruptedException {
        Authentication answer = method().authenticate(attestation, at);
        assertThat(answer).isInstanceOf(Refused.class);
        return (Refused) answer;
    }

    private static void isJson(Object value) {
        switch (value) {
            case List<?> list -> list.forEach(AuthMethodContract::isJson);
            case Map<?, ?> map -> map.values().forEach(AuthMethodContract::isJson);
            default -> assertThat(value).isInstanceOfAny(String.class, Long.class, Double.class, Boolean.class);
        }
    }
}
