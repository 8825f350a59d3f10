package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsMisbehaviour;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// STS away, slow, or answering what it should not: nothing is proved, and soon.
class StsTroubleTest {

    private SigningSts sts;
    private AwsAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        sts = Aws.sts();
        StsAccess hasty = new StsAccess(sts.endpoint(), Duration.ofMillis(700), 16 * 1024, 2);
        method = new AwsAuthMethod(Aws.with(Aws.settings(sts), hasty), Aws.START);
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
    void more_calls_than_allowed_wait_and_then_give_up() throws Exception {
        sts.misbehave(StsMisbehaviour.SLOW);
        long start = System.nanoTime();
        Thread[] threads = new Thread[8];
        AtomicReference<Object> wrong = new AtomicReference<>();
        for (int i = 0; i < threads.length; i++) {
            Attestation one = Aws.fresh(TRIAGE);
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    if (method.authenticate(one, NOW) instanceof Proven proven) {
                        wrong.set(proven);
                    }
                } catch (InterruptedException e) {
                    wrong.set(e);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(10));
        }
        assertThat(wrong.get()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(sts.received())
                .as("two at a time, so some gave up while they waited, without being sent")
                .hasSizeLessThan(threads.length);
        sts.misbehave(StsMisbehaviour.NONE);
        Aws.proven(method, Aws.fresh(TRIAGE));
    }

    @Test
    void whoever_is_interrupted_stops_waiting() throws Exception {
        sts.misbehave(StsMisbehaviour.SLOW);
        Attestation one = Aws.fresh(TRIAGE);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                method.authenticate(one, NOW);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        Thread.sleep(100);
        waiting.interrupt();
        assertThat(waiting.join(Duration.ofMillis(500))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        sts.misbehave(StsMisbehaviour.NONE);
        Aws.proven(method, one);
    }
}
