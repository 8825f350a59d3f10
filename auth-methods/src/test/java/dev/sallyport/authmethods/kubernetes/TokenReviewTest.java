package dev.sallyport.authmethods.kubernetes;

import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;
import static dev.sallyport.authmethods.kubernetes.Cluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.web.Trust;
import dev.sallyport.testkit.authmethod.SelfSigned;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.Misbehaviour;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cluster has the last word on its tokens, and is asked often enough (R17).
class TokenReviewTest {

    private static final String POD = "pod/5e0bd49b-f040-43b0-99b7-22765a53f7f3";
    private static final String ACCOUNT = "serviceaccount/14ee3fa4-a7e2-420f-9f9a-dbc4507c3798";

    private static SelfSigned localhost;

    @TempDir
    Path folder;

    private Cluster cluster;
    private KubernetesAuthMethod method;
    private String token;

    @BeforeAll
    static void certificate(@TempDir Path shared) throws Exception {
        localhost = SelfSigned.in(shared);
    }

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(folder, localhost);
        method = cluster.asking("");
        token = cluster.token().sign();
    }

    @AfterEach
    void stop() throws Exception {
        method.close();
        cluster.close();
    }

    private static Workload proven(AuthMethod method, String token, Instant now) throws Exception {
        Authentication answer = method.authenticate(new BearerToken(token), now);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    private static Refused refused(AuthMethod method, String token, Instant now, RefusalReason reason)
            throws Exception {
        Authentication answer = method.authenticate(new BearerToken(token), now);
        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
            assertThat(refused.detail()).doesNotContain(Cluster.OWN, token);
        });
        return (Refused) answer;
    }

    @Test
    void bound_objects_are_attributes_under_plain_names() throws Exception {
        Workload workload = proven(method, token, NOW);
        assertThat(workload.subject()).isEqualTo(Cluster.SUBJECT);
        assertThat(workload.countedAs())
                .as("R5: by service account, not by pod")
                .endsWith(" " + Cluster.SUBJECT);
        assertThat(workload.claims())
                .containsEntry("namespace", "support")
                .containsEntry("serviceaccount", "triage")
                .containsEntry("serviceaccount_uid", "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798")
                .containsEntry("pod", "triage-7d9f")
                .containsEntry("pod_uid", "5e0bd49b-f040-43b0-99b7-22765a53f7f3")
                .containsEntry("node", "node-1")
                .containsEntry("node_uid", "646e7c5e-32d6-4d42-9dbd-e504e6cbe6b1")
                .containsEntry(
                        "groups",
                        List.of("system:serviceaccounts", "system:serviceaccounts:support", "system:authenticated"));
        try (KubernetesAuthMethod support = cluster.asking("claims.namespace == \"support\"");
                KubernetesAuthMethod payroll = cluster.asking("claims.namespace == \"payroll\"")) {
            proven(support, token, NOW);
            refused(payroll, token, NOW, CONDITION_NOT_MET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {POD, ACCOUNT})
    void what_is_deleted_is_refused_when_the_cache_time_is_over(String object) throws Exception {
        try (KubernetesAuthMethod both = cluster.checkingAndAsking("")) {
            proven(method, token, NOW);
            proven(both, token, NOW);
            cluster.server.delete(object);
            Instant end = NOW.plusSeconds(10);
            proven(both, token, end.minusMillis(1));
            refused(method, token, end, BAD_SIGNATURE);
            refused(both, token, end, REVOKED);
        }
    }

    @Test
    void a_success_is_believed_for_a_while_and_a_failure_never() throws Exception {
        for (int i = 0; i < 5; i++) {
            proven(method, token, NOW.plusSeconds(i));
        }
        assertThat(cluster.server.reviews()).isOne();
        method.flush();
        cluster.server.misbehave(Misbehaviour.DOWN);
        refused(method, token, NOW, KEYS_UNAVAILABLE);
        cluster.server.misbehave(Misbehaviour.NONE);
        proven(method, token, NOW);
        String tampered = cluster.token().tamper("sub", "system:serviceaccount:payroll:admin");
        refused(method, tampered, NOW, BAD_SIGNATURE);
        refused(method, tampered, NOW, BAD_SIGNATURE);
        assertThat(cluster.server.reviews()).isEqualTo(4);
    }

    @Test
    void a_success_is_not_believed_past_the_tokens_end() throws Exception {
        String brief = cluster.token().validFor(Duration.ofSeconds(3)).sign();
        assertThat(proven(method, brief, NOW).validUntil()).isEqualTo(NOW.plusSeconds(3));
        proven(method, brief, NOW.plusSeconds(2));
        refused(method, brief, NOW.plusSeconds(40), RefusalReason.EXPIRED);
    }

    @Test
    void a_token_without_an_end_is_refused_without_asking() throws Exception {
        refused(method, cluster.token().without("exp").sign(), NOW, MALFORMED);
        assertThat(cluster.server.reviews()).isZero();
    }

    @Test
    void the_gateways_own_token_is_read_anew_when_it_changes() throws Exception {
        cluster.server.forgets(Cluster.OWN);
        assertThat(refused(method, token, NOW, KEYS_UNAVAILABLE).detail()).contains("own token");
        cluster.server.knows("another", true);
        Files.writeString(cluster.own, "another");
        proven(method, token, NOW);
        cluster.server.knows("another", false);
        method.flush();
        assertThat(refused(method, token, NOW, KEYS_UNAVAILABLE).detail()).contains("system:auth-delegator");
        Files.delete(cluster.own);
        refused(method, token, NOW, KEYS_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Misbehaviour.class,
            names = {"NONE", "NO_KEYS", "FOREIGN_ISSUER"},
            mode = EnumSource.Mode.EXCLUDE)
    void without_an_answer_nothing_is_proved(Misbehaviour how) throws Exception {
        cluster.server.misbehave(how);
        refused(method, token, NOW, KEYS_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"status\":{\"authenticated\":true}}",
                "{\"kind\":\"Status\",\"apiVersion\":\"authentication.k8s.io/v1\",\"status\":{\"authenticated\":true}}",
                "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1\"}",
                "{\"kind\":\"TokenReview\",\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1\",\"status\":{}}"
            })
    void an_answer_that_is_no_review_is_none(String body) throws Exception {
        cluster.server.answerInstead(body);
        refused(method, token, NOW, KEYS_UNAVAILABLE);
    }

    private void answers(String status) {
        cluster.server.answerInstead(
                "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1\",\"status\":" + status + "}");
    }

    @Test
    void only_a_service_account_authenticated_for_this_audience_counts() throws Exception {
        String user = "\"user\":{\"username\":\"" + Cluster.SUBJECT + "\"}";
        answers("{\"authenticated\":true,\"audiences\":[\"sallyport\"]," + user + "}");
        assertThat(proven(method, token, NOW).subject()).isEqualTo(Cluster.SUBJECT);
        method.flush();
        answers("{\"authenticated\":\"true\",\"audiences\":[\"sallyport\"]," + user + "}");
        refused(method, token, NOW, BAD_SIGNATURE);
        answers("{\"audiences\":[\"sallyport\"]," + user + "}");
        refused(method, token, NOW, BAD_SIGNATURE);
        answers("{\"authenticated\":true," + user + "}");
        refused(method, token, NOW, WRONG_AUDIENCE);
        answers("{\"authenticated\":true,\"audiences\":[\"https://kubernetes.default.svc\"]," + user + "}");
        refused(method, token, NOW, WRONG_AUDIENCE);
        answers("{\"authenticated\":true,\"audiences\":[\"sallyport\"],\"user\":{\"username\":\"alice\"}}");
        refused(method, token, NOW, UNSUPPORTED);
        answers("{\"authenticated\":true,\"audiences\":[\"sallyport\"],"
                + "\"user\":{\"username\":\"system:serviceaccount:payroll:admin\"}}");
        refused(method, token, NOW, MALFORMED);
        answers("{\"authenticated\":true,\"audiences\":[\"sallyport\"]}");
        refused(method, token, NOW, MALFORMED);
    }

    @Test
    void hostile_answers_are_refused_and_make_nobody_of_anyone() {
        byte[] good =
                ("{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1\",\"status\":{\"authenticated\":"
                                + "true,\"audiences\":[\"sallyport\"],\"user\":{\"username\":\"" + Cluster.SUBJECT
                                + "\",\"extra\":{\"authentication.kubernetes.io/pod-name\":[\"p\"]}}}}")
                        .getBytes(StandardCharsets.UTF_8);
        Seeded.forAll(200, some -> {
            method.flush();
            byte[] hostile = some.oneIn(5) ? some.bytes(500) : some.damaged(good);
            cluster.server.answerInstead("\n" + new String(hostile, StandardCharsets.UTF_8));
            if (method.authenticate(new BearerToken(token), NOW) instanceof Proven(Workload workload)) {
                assertThat(workload.subject()).isEqualTo(Cluster.SUBJECT);
            }
        });
    }

    @Test
    void keys_come_first_so_that_a_forged_token_asks_nobody() throws Exception {
        try (KubernetesAuthMethod both = cluster.checkingAndAsking("claims.pod == \"triage-7d9f\"")) {
            refused(both, cluster.token().tamper("sub", "system:serviceaccount:payroll:admin"), NOW, BAD_SIGNATURE);
            assertThat(cluster.server.reviews()).isZero();
            assertThat(proven(both, token, NOW).claims()).containsEntry("node", "node-1");
        }
    }

    @Test
    void a_server_that_shows_another_certificate_gets_no_question() throws Exception {
        ReviewSettings review = cluster.review();
        KubernetesSettings stranger = cluster.settings(
                "",
                new ReviewSettings(
                        review.server(),
                        Trust.ofThePlatform(),
                        review.token(),
                        review.timeout(),
                        review.cache(),
                        review.remembered(),
                        review.atOnce()));
        try (KubernetesAuthMethod distrusting = new KubernetesAuthMethod(stranger, null)) {
            assertThat(refused(distrusting, token, NOW, KEYS_UNAVAILABLE).detail())
                    .contains("TLS failed");
        }
        assertThat(cluster.server.reviews()).isZero();
    }
}
