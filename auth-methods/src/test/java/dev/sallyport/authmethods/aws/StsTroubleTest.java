package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsMisbehaviour;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// STS away, slow, or answering what it should not: nothing is proved, and soon.
class StsTroubleTest {

    private static final int ALLOWED = 2;

    private SigningSts sts;
    private AwsAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        sts = Aws.sts();
        method = method(Duration.ofMillis(700));
    }

    private AwsAuthMethod method(Duration timeout) {
        StsAccess access = new StsAccess(sts.endpoint(), timeout, 16 * 1024, ALLOWED);
        return new AwsAuthMethod(Aws.with(Aws.settings(sts), access), Aws.START);
    }

    @AfterEach
    void stop() {
        method.close();
        sts.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatever_it_does_nothing_is_proved(StsMisbehaviour how) throws Exception {
        Attestation one = Aws.fresh(TRIAGE);
        Attestation inXml =
                Draft.post(TRIAGE).header(Headers.ACCEPT, "text/xml").sign();
        sts.misbehave(how);
        long start = System.nanoTime();
        Refused refused = Aws.refusal(method, one);
        Refused refusedInXml = Aws.refusal(method, inXml);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        assertThat(refusedInXml.reason()).as(refused.detail()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        assertThat(sts.received())
                .as("no redirect is followed, nothing is sent again")
                .hasSize(2);

        sts.misbehave(StsMisbehaviour.NONE);
        Aws.proven(method, one);
        Aws.proven(method, inXml);
    }

    @Test
    void an_sts_that_is_gone_is_said() throws Exception {
        sts.close();
        Refused refused = Aws.refusal(method, Aws.fresh(TRIAGE));
        assertThat(refused.reason()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        assertThat(refused.detail()).isEqualTo("sts cannot be asked: no connection");
    }

    @Test
    void unknown_and_ended_credentials_are_told_apart() throws Exception {
        StsPrincipal ended = sts.knows(
                StsPrincipal.assumedRole(Aws.ACCOUNT, "triage", "ended").withCredentialsUntil(NOW.minusSeconds(1)));
        for (String accept : new String[] {"application/json", "text/xml"}) {
            Refused expired = Aws.refusal(
                    method, Draft.post(ended).header(Headers.ACCEPT, accept).sign());
            assertThat(expired).isEqualTo(new Refused(RefusalReason.EXPIRED, "sts refused it `ExpiredToken`"));
            StsPrincipal unknown = StsPrincipal.user(Aws.ACCOUNT, "unknown");
            Refused bad = Aws.refusal(
                    method, Draft.post(unknown).header(Headers.ACCEPT, accept).sign());
            assertThat(bad)
                    .isEqualTo(new Refused(RefusalReason.BAD_SIGNATURE, "sts refused it `InvalidClientTokenId`"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature expired: 2026", "Signature not yet current: 2026", "The request signature"})
    void what_sts_says_about_a_signature_is_the_reason(String message) {
        String error = "{\"Error\":{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"" + message + "\"}}";
        RefusalReason reason = switch (message.charAt(10)) {
            case 'e' -> RefusalReason.EXPIRED;
            case 'n' -> RefusalReason.NOT_YET_VALID;
            default -> RefusalReason.BAD_SIGNATURE;
        };
        assertThat(read(403, error).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 401, 404, 409, 429, 500, 502})
    void a_status_that_is_neither_yes_nor_no_proves_nothing(int status) throws IOException {
        assertThat(read(status, "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"x\"}}")
                        .reason())
                .isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
    }

    @Test
    void a_code_that_is_none_is_not_repeated() {
        Refused refused = read(403, "{\"Error\":{\"Code\":\"<script>\",\"Message\":\"x\"}}");
        assertThat(refused.reason()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        assertThat(refused.detail()).doesNotContain("script");
        assertThat(read(400, "{\"Error\":{\"Code\":\"ThrottlingException\"}}").reason())
                .isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
        assertThat(read(403, "{\"Error\":{\"Code\":\"AccessDenied\"}}").reason())
                .isEqualTo(RefusalReason.BAD_SIGNATURE);
    }

    private static Refused read(int status, String json) {
        try {
            throw new AssertionError("proven " + StsReply.read(new StsAnswer(status, "application/json", json)));
        } catch (dev.sallyport.authmethods.jwt.NotProven e) {
            return e.refused();
        }
    }

    @Test
    void no_more_calls_are_under_way_than_allowed() throws Exception {
        try (AwsAuthMethod patient = method(Duration.ofSeconds(60))) {
            sts.misbehave(StsMisbehaviour.HELD);
            List<CompletableFuture<Authentication>> calls = calls(patient);
            assertThat(happens(() -> sts.received().size() >= ALLOWED, Duration.ofSeconds(60)))
                    .isTrue();
            // whoever is sent although he may not has this long to be seen
            assertThat(happens(() -> sts.received().size() > ALLOWED, Duration.ofMillis(300)))
                    .isFalse();
            sts.misbehave(StsMisbehaviour.NONE);
            assertThat(calls)
                    .allSatisfy(
                            call -> assertThat(call.get(60, TimeUnit.SECONDS)).isInstanceOf(Proven.class));
            assertThat(sts.mostAtOnce()).isEqualTo(ALLOWED);
        }
    }

    private static boolean happens(BooleanSupplier what, Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (!what.getAsBoolean() && System.nanoTime() < until) Thread.sleep(5);
        return what.getAsBoolean();
    }

    @Test
    void who_waits_for_others_gives_up_in_time() throws Exception {
        sts.misbehave(StsMisbehaviour.HELD);
        assertThat(calls(method))
                .allSatisfy(call -> assertThat(call.get(60, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.KEYS_UNAVAILABLE)));
        sts.misbehave(StsMisbehaviour.NONE);
        Aws.proven(method, Aws.fresh(TRIAGE));
    }

    private static List<CompletableFuture<Authentication>> calls(AwsAuthMethod method) throws Exception {
        List<CompletableFuture<Authentication>> calls = new ArrayList<>();
        for (int i = 0; i < 4 * ALLOWED; i++) {
            Attestation one = Aws.fresh(TRIAGE);
            CompletableFuture<Authentication> answer = new CompletableFuture<>();
            calls.add(answer);
            Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(method.authenticate(one, NOW));
                } catch (InterruptedException e) {
                    answer.completeExceptionally(e);
                }
            });
        }
        return calls;
    }

    @Test
    void whoever_is_interrupted_stops_waiting() throws Exception {
        sts.misbehave(StsMisbehaviour.HELD);
        Attestation one = Aws.fresh(TRIAGE);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (AwsAuthMethod patient = method(Duration.ofSeconds(60))) {
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    patient.authenticate(one, NOW);
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            assertThat(happens(() -> sts.received().size() == 1, Duration.ofSeconds(60)))
                    .isTrue();
            waiting.interrupt();
            assertThat(waiting.join(Duration.ofSeconds(60))).isTrue();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            sts.misbehave(StsMisbehaviour.NONE);
            Aws.proven(patient, one);
        }
    }
}
