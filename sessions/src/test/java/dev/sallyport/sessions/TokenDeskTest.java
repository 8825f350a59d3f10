package dev.sallyport.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.api.session.TaskTokens.Presented;
import dev.sallyport.sessions.task.Grant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is given for what (RFC 8693, RFC 9396; R5, R17, R18).
class TokenDeskTest {

    private static final String CRM = ",\"targets\":[\"crm\"]";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = Desk.in(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Presented.Held held(String token, String target) {
        Presented presented = desk.present(token, target);
        assertThat(presented).isInstanceOf(Presented.Held.class);
        return (Presented.Held) presented;
    }

    private RefusalReason refused(String token, String target) {
        return ((Presented.Refused) desk.present(token, target)).reason();
    }

    private Grant grant(String token) {
        return desk.tasks.find(Desk.claims(token).path("grant").asText()).orElseThrow();
    }

    @Test
    void aTokenSaysForWhomWhatWhereAndHowLong() {
        JsonNode answer = Desk.issued(desk.open("agent", ",\"purpose\":\"look\",\"task\":\"ticket 7\"" + CRM));
        assertThat(answer.path("expires_in").asLong()).isEqualTo(300);
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        JsonNode claims = Desk.claims(answer.path("access_token").asText());
        assertThat(claims.path("iss").asText()).isEqualTo(Desk.ISSUER);
        assertThat(claims.path("sub").asText()).isEqualTo("agent");
        assertThat(claims.path("aud").asText()).isEqualTo("crm");
        assertThat(claims.path("txn").asText()).isEqualTo(claims.path("grant").asText());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(claims.path("cnf").path("sallyport_address").asText()).isEqualTo("10.0.0.7");
        assertThat(claims.has("act")).isFalse();
        Presented.Held held = held(answer.path("access_token").asText(), "crm");
        assertThat(held.purpose()).isEqualTo("look");
        assertThat(held.endsAt()).isEqualTo(desk.now.plus(Duration.ofHours(1)));
    }

    /// The intent hash does not depend on order or spaces, and on nothing else.
    @Test
    void theSameTaskHasTheSameIntent() {
        String one = Desk.token(desk.open("a", ",\"task\":\"t\",\"targets\":[\"crm\"]"));
        String same = Desk.token(desk.open("a", ", \"targets\" : [ \"crm\" ], \"task\":\"t\""));
        String other = Desk.token(desk.open("a", ",\"task\":\"u\",\"targets\":[\"crm\"]"));
        assertThat(grant(one).intent())
                .isEqualTo(grant(same).intent())
                .isNotEqualTo(grant(other).intent());
    }

    @Test
    void theChainStandsInTheTokenTheCurrentActorOutermost() {
        String root = Desk.token(desk.open("root", CRM));
        String child = Desk.token(desk.delegate(root, "child", ""));
        String grandchild = Desk.token(desk.delegate(child, "grandchild", ""));
        JsonNode claims = Desk.claims(grandchild);
        assertThat(claims.path("sub").asText()).isEqualTo("root");
        assertThat(claims.path("act").path("sub").asText()).isEqualTo("grandchild");
        assertThat(claims.path("act").path("act").path("sub").asText()).isEqualTo("child");
        assertThat(claims.path("act").path("act").has("act")).isFalse();
        assertThat(claims.path("txn").asText())
                .isEqualTo(Desk.claims(root).path("txn").asText());
        Delegation delegation = held(grandchild, "crm").delegation();
        assertThat(delegation.grants())
                .extracting(grant -> grant.workload().subject())
                .containsExactly("root", "child", "grandchild");
    }

    @Test
    void delegationsEndAtTheConfiguredDepth() {
        String token = Desk.token(desk.open("a", CRM));
        for (int depth = 1; depth <= 3; depth++) token = Desk.token(desk.delegate(token, "a" + depth, ""));
        OAuthError error = Desk.error(desk.delegate(token, "a4", ""));
        assertThat(error.reason()).isEqualTo(RefusalReason.EXHAUSTED);
        assertThat(error.description()).startsWith("sessions.maxDepth: ");
    }

    @Test
    void aDelegateAsksForNothingBeyondItsParent() {
        String parent = Desk.token(desk.open("a", ",\"purpose\":\"look\",\"limits\":{\"lifetime\":600}" + CRM));
        assertThat(Desk.error(desk.delegate(parent, "b", ",\"targets\":[\"billing\"]"))
                        .error())
                .isEqualTo("invalid_target");
        assertThat(Desk.error(desk.delegate(parent, "b", ",\"purpose\":\"change\""))
                        .reason())
                .isEqualTo(RefusalReason.PURPOSE_NOT_ALLOWED);
        String child = Desk.token(desk.delegate(parent, "b", ",\"limits\":{\"lifetime\":6000,\"perTask\":5}"));
        assertThat(grant(child).endsAt()).isEqualTo(grant(parent).endsAt());
        assertThat(grant(child).purpose()).isEqualTo("look");
    }

    /// RFC 8693 section 4.4.
    @Test
    void whoMayActIsTheParentsWord() {
        desk.claims.put("may_act", Map.of("sub", "b"));
        String parent = Desk.token(desk.open("a", CRM));
        assertThat(Desk.claims(parent).path("may_act").path("sub").asText()).isEqualTo("b");
        assertThat(Desk.error(desk.delegate(parent, "c", "")).description()).contains("may_act");
        assertThat(Desk.token(desk.delegate(parent, "b", ""))).isNotEmpty();
    }

    /// R17: a program has one proxy, and no target sees what is shown to it.
    @Test
    void aTokenForTheProxyOpensEveryTargetOfItsTaskThereAndNoneElsewhere() {
        String all = Desk.token(desk.open("a", ",\"targets\":[\"crm\",\"billing\"]"));
        String proxy = Desk.token(desk.delegate(all, "", "", "audience", TaskTokens.FORWARD_PROXY));
        assertThat(desk.presentToProxy(proxy, "crm")).isInstanceOf(Presented.Held.class);
        assertThat(desk.presentToProxy(proxy, "billing")).isInstanceOf(Presented.Held.class);
        assertThat(desk.presentToProxy(proxy, "payroll")).isInstanceOf(Presented.Refused.class);
        assertThat(refused(proxy, "crm")).isEqualTo(RefusalReason.WRONG_AUDIENCE);
        assertThat(refused(proxy, TaskTokens.FORWARD_PROXY)).isEqualTo(RefusalReason.WRONG_AUDIENCE);
        assertThat(desk.presentToProxy(all, "crm")).isInstanceOf(Presented.Refused.class);
        String own = Desk.token(desk.delegate(all, "", "", "audience", "crm"));
        assertThat(desk.presentToProxy(own, "crm")).isInstanceOf(Presented.Held.class);
        assertThat(desk.presentToProxy(own, "billing")).isInstanceOf(Presented.Refused.class);
    }

    /// R17: one target each.
    @Test
    void aTokenForSeveralTargetsIsExchangedForOneOfEach() {
        JsonNode answer = Desk.issued(desk.open("a", ",\"targets\":[\"crm\",\"billing\"]"));
        String all = answer.path("access_token").asText();
        assertThat(answer.path("exchange_for")).hasSize(2);
        assertThat(refused(all, "crm")).isEqualTo(RefusalReason.WRONG_AUDIENCE);
        String one = Desk.token(desk.delegate(all, "", "", "audience", "billing"));
        assertThat(held(one, "billing").delegation())
                .isEqualTo(desk.tasks.delegation(grant(all).id()).orElseThrow());
        assertThat(refused(one, "crm")).isEqualTo(RefusalReason.WRONG_AUDIENCE);
        String other = Desk.token(desk.delegate(all, "", "", "resource", Desk.ISSUER + "/crm"));
        assertThat(held(other, "crm").purpose()).isEqualTo("default");
        assertThat(Desk.error(desk.delegate(all, "", "", "audience", "payroll")).error())
                .isEqualTo("invalid_target");
        assertThat(Desk.error(desk.delegate(all, "", "", "audience", "crm", "resource", Desk.ISSUER + "/billing"))
                        .error())
                .isEqualTo("invalid_target");
    }

    /// R17: five minutes, then a fresh one, until the task is over.
    @Test
    void aTokenHoldsForAMomentAndATaskForLonger() {
        String token = Desk.token(desk.open("a", CRM));
        desk.now = desk.now.plusSeconds(299);
        String fresh = Desk.token(desk.delegate(token, "", ""));
        desk.now = desk.now.plusSeconds(1);
        assertThat(refused(token, "crm")).isEqualTo(RefusalReason.EXPIRED);
        assertThat(Desk.error(desk.delegate(token, "", "")).reason()).isEqualTo(RefusalReason.EXPIRED);
        assertThat(held(fresh, "crm").delegation())
                .isEqualTo(desk.tasks.delegation(grant(token).id()).orElseThrow());
        desk.now = grant(token).endsAt().minusSeconds(1);
        assertThat(refused(fresh, "crm")).isEqualTo(RefusalReason.EXPIRED);
    }

    /// R17: bound to an address, a certificate's key or a proved key.
    @Test
    void aTokenIsItsHoldersAlone() {
        String token = Desk.token(desk.open("a", CRM));
        Caller elsewhere = Desk.at("/10.0.0.8:50123");
        assertThat(Desk.error(desk.exchange(elsewhere, token, "", "")).reason())
                .isEqualTo(RefusalReason.NOT_THE_HOLDER);
        assertThat(Desk.error(desk.exchange(elsewhere, token, "b", "")).reason())
                .isEqualTo(RefusalReason.NOT_THE_HOLDER);
        Caller proving = new Caller(Desk.HERE, List.of(), proof("key-1"));
        JsonNode answer = Desk.issued(desk.exchange(proving, "a", "", CRM));
        String bound = answer.path("access_token").asText();
        assertThat(answer.path("token_type").asText()).isEqualTo("DPoP");
        assertThat(Desk.claims(bound).path("cnf").path("jkt").asText()).isEqualTo("key-1");
        assertThat(refused(bound, "crm")).isEqualTo(RefusalReason.NOT_THE_HOLDER);
        Caller other = new Caller(Desk.HERE, List.of(), proof("key-2"));
        assertThat(Desk.error(desk.exchange(other, bound, "", "")).reason()).isEqualTo(RefusalReason.NOT_THE_HOLDER);
        assertThat(Desk.token(desk.exchange(new Caller("/10.9.9.9:1", List.of(), proof("key-1")), bound, "", "")))
                .isNotEmpty();
        Caller broken = new Caller(Desk.HERE, List.of(), proof("!"));
        assertThat(Desk.error(desk.exchange(broken, "a", "", CRM)).error()).isEqualTo("invalid_dpop_proof");
    }

    private static RequestProof proof(String key) {
        return new RequestProof(key, "POST", URI.create(Desk.ISSUER + "/oauth2/token"));
    }

    /// Nothing is given out that is not on record.
    @Test
    void whatCannotBeRecordedIsNotGiven() {
        desk.trail.failing(event -> event instanceof AuditEvent.TaskOpened);
        OAuthError error = Desk.error(desk.open("a", CRM));
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.reason()).isEqualTo(RefusalReason.TRAIL_UNAVAILABLE);
        assertThat(desk.tasks.list(desk.now)).isEmpty();
    }

    @Test
    void aBadProofIsRefusedWithItsReasonAndRecorded() {
        assertThat(Desk.error(desk.open("!EXPIRED", CRM)).error()).isEqualTo("invalid_request");
        assertThat(Desk.error(desk.open("!NOT_BOUND", CRM)).error()).isEqualTo("invalid_target");
        assertThat(Desk.error(desk.open("!KEYS_UNAVAILABLE", CRM)).status()).isEqualTo(503);
        assertThat(desk.rejections)
                .extracting(rejection -> rejection.reason())
                .containsExactly(RefusalReason.EXPIRED, RefusalReason.NOT_BOUND, RefusalReason.KEYS_UNAVAILABLE);
    }

    @Test
    void aFullTableOpensNothing() throws IOException {
        desk.close();
        desk = Desk.in(folder, 2, (proof, token, now) -> new ProofCheck.Checked.Proved("k"));
        String first = Desk.token(desk.open("a", CRM));
        Desk.token(desk.open("b", CRM));
        assertThat(Desk.error(desk.open("c", CRM)).status()).isEqualTo(503);
        assertThat(held(first, "crm").purpose()).isEqualTo("default");
    }

    @Test
    void tasksTokensAndEndingsOutliveARestart() throws IOException {
        desk.claims.put("group", List.of("x", 1L, Map.of("deep", true)));
        String root = Desk.token(desk.open("a", ",\"limits\":{\"perTask\":7}" + CRM));
        String child = Desk.token(desk.delegate(root, "b", ""));
        String revoked = Desk.token(desk.delegate(root, "c", ""));
        desk.inspection.revoke(revoked);
        Delegation before = held(child, "crm").delegation();
        desk.close();
        desk = Desk.in(folder);
        assertThat(held(child, "crm").delegation()).isEqualTo(before);
        assertThat(refused(revoked, "crm")).isEqualTo(RefusalReason.REVOKED);
        assertThat(desk.tasks.oldest()).contains(desk.now);
    }

    @Test
    void whatIsOverIsForgottenAndItsCountersNamed() {
        String root = Desk.token(desk.open("a", CRM));
        String child = Desk.token(desk.delegate(root, "b", ",\"limits\":{\"lifetime\":60}"));
        desk.now = desk.now.plusSeconds(121);
        assertThat(desk.tasks.prune(desk.now)).containsExactly(grantId(child));
        assertThat(refused(child, "crm")).isEqualTo(RefusalReason.EXPIRED);
        assertThat(desk.tasks.find(grantId(child))).isEmpty();
        assertThat(held(root, "crm").purpose()).isEqualTo("default");
    }

    private static String grantId(String token) {
        return Desk.claims(token).path("grant").asText();
    }
}
