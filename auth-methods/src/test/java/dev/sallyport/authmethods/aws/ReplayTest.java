package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsMisbehaviour;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A signed request is accepted once (R17: what was copied opens nothing).
class ReplayTest {

    private SigningSts sts;
    private AwsAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        sts = Aws.sts();
        method = new AwsAuthMethod(Aws.settings(sts), Aws.START);
    }

    @AfterEach
    void stop() {
        method.close();
        sts.close();
    }

    @Test
    void of_64_at_the_same_time_exactly_one_gets_in() throws Exception {
        for (int round = 0; round < 5; round++) {
            Attestation one = Aws.fresh(TRIAGE);
            List<Authentication> answers = together(64, one);
            assertThat(answers).filteredOn(Proven.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Refused.class::isInstance)
                    .hasSize(63)
                    .allMatch(refused -> ((Refused) refused).reason() == RefusalReason.REPLAYED);
        }
        assertThat(sts.received()).hasSize(5);
    }

    private List<Authentication> together(int threads, Attestation attestation) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Authentication>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                answers.add(executor.submit(() -> {
                    start.await();
                    return method.authenticate(attestation, NOW);
                }));
            }
            start.countDown();
        }
        List<Authentication> results = new ArrayList<>();
        for (Future<Authentication> answer : answers) {
            results.add(answer.get());
        }
        return results;
    }

    @Test
    void another_spelling_of_a_used_request_is_the_same_request() throws Exception {
        BearerToken token = Aws.fresh(TRIAGE);
        Aws.proven(method, token);
        String content = Aws.opened(token);
        assertThat(Aws.reason(method, Aws.closed(content.replace("\"body\"", " \"body\""))))
                .isEqualTo(RefusalReason.REPLAYED);
        assertThat(Aws.reason(method, Aws.closed(content.replace("\"host\"", "\"HOST\""))))
                .isEqualTo(RefusalReason.REPLAYED);
        assertThat(Aws.reason(method, Aws.closed(content.replace(", SignedHeaders", ",SignedHeaders"))))
                .isEqualTo(RefusalReason.REPLAYED);
    }

    @Test
    void it_is_remembered_as_long_as_it_would_be_accepted() throws Exception {
        Attestation one = Aws.fresh(TRIAGE);
        Aws.proven(method, one);
        assertThat(Aws.refusal(method, one, NOW.plusSeconds(329)).reason()).isEqualTo(RefusalReason.REPLAYED);
        assertThat(Aws.refusal(method, one, NOW.plusSeconds(330)).reason()).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void one_that_sts_could_not_be_asked_about_is_not_used_up() throws Exception {
        Attestation one = Aws.fresh(TRIAGE);
        sts.misbehave(StsMisbehaviour.DOWN);
        assertThat(Aws.reason(method, one)).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        sts.misbehave(StsMisbehaviour.NONE);
        Aws.proven(method, one);
        assertThat(Aws.reason(method, one)).isEqualTo(RefusalReason.REPLAYED);
    }

    @Test
    void when_there_is_no_room_all_are_refused_and_none_is_forgotten() throws Exception {
        Freshness few = new Freshness(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(15), 3);
        try (AwsAuthMethod small = new AwsAuthMethod(Aws.with(Aws.settings(sts), few), Aws.START)) {
            Attestation first = Aws.fresh(TRIAGE);
            Aws.proven(small, first);
            Aws.proven(small, Aws.fresh(TRIAGE));
            Aws.proven(small, Aws.fresh(TRIAGE));
            assertThat(Aws.reason(small, Aws.fresh(TRIAGE))).isEqualTo(RefusalReason.REPLAYED);
            assertThat(Aws.reason(small, first)).isEqualTo(RefusalReason.REPLAYED);
            Attestation later = new BearerToken(Aws.identity(TRIAGE).text(NOW.plusSeconds(299), Aws.nonce()));
            assertThat(Aws.refusal(small, later, NOW.plusSeconds(299)).reason()).isEqualTo(RefusalReason.REPLAYED);
            assertThat(small.authenticate(later, NOW.plusSeconds(300)))
                    .as("the others' windows have ended")
                    .isInstanceOf(Proven.class);
        }
    }

    @Test
    void requests_that_are_not_accepted_fill_no_memory() throws Exception {
        StsPrincipal stranger = sts.knows(StsPrincipal.user(Aws.OTHER_ACCOUNT, "mallory"));
        Freshness one = new Freshness(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(15), 1);
        try (AwsAuthMethod small = new AwsAuthMethod(Aws.with(Aws.settings(sts), one), Aws.START)) {
            for (int i = 0; i < 10; i++) {
                assertThat(Aws.reason(small, Aws.fresh(stranger))).isEqualTo(RefusalReason.UNKNOWN_ISSUER);
                assertThat(Aws.reason(small, Aws.fresh(StsPrincipal.user(Aws.ACCOUNT, "unknown"))))
                        .isEqualTo(RefusalReason.BAD_SIGNATURE);
            }
            Aws.proven(small, Aws.fresh(TRIAGE));
        }
    }

    @Test
    void what_the_process_before_could_have_accepted_is_refused() throws Exception {
        try (AwsAuthMethod restarted = new AwsAuthMethod(Aws.settings(sts), NOW)) {
            Attestation before = new BearerToken(Aws.identity(TRIAGE).text(NOW.minusSeconds(1), Aws.nonce()));
            Aws.proven(method, before);
            assertThat(Aws.refusal(restarted, before))
                    .isEqualTo(new Refused(
                            RefusalReason.REPLAYED, "signed before this gateway started; sign a new request"));
            Aws.proven(restarted, Aws.fresh(TRIAGE));
        }
    }

    @Test
    void r17_a_reload_forgets_nothing() throws Exception {
        Attestation one = Aws.fresh(TRIAGE);
        Attestation other = Aws.fresh(TRIAGE);
        try (AwsAuthMethod next = new AwsAuthMethod(Aws.settings(sts), method)) {
            Aws.proven(method, one);
            assertThat(Aws.reason(next, one)).isEqualTo(RefusalReason.REPLAYED);
            Aws.proven(next, other);
            assertThat(Aws.reason(method, other)).isEqualTo(RefusalReason.REPLAYED);
        }
    }

    @Test
    void what_is_given_back_or_has_ended_takes_no_room() {
        SeenRequests seen = new SeenRequests(NOW);
        assertThat(seen.take("a", NOW.plusSeconds(10), NOW, 2)).isTrue();
        assertThat(seen.take("a", NOW.plusSeconds(10), NOW, 2)).isFalse();
        seen.giveBack("a");
        seen.giveBack("never taken");
        assertThat(seen.size()).isZero();
        assertThat(seen.take("a", NOW.plusSeconds(10), NOW, 2)).isTrue();
        assertThat(seen.take("b", NOW.plusSeconds(20), NOW, 2)).isTrue();
        assertThat(seen.take("c", NOW.plusSeconds(20), NOW, 2)).isFalse();
        assertThat(seen.take("c", NOW.plusSeconds(20), NOW.plusSeconds(10), 2)).isTrue();
        assertThat(seen.size()).isEqualTo(2);
    }
}
