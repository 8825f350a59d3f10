package dev.sallyport.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1 and R2: who said what, and how far it can be trusted.
class ContextDeskTest {

    private static final String CRM = ",\"targets\":[\"crm\"]";

    @TempDir
    private Path folder;

    private Desk desk;
    private String token = "";
    private String id = "";

    @BeforeEach
    void open() throws IOException {
        desk = Desk.in(folder);
        token = Desk.token(desk.open("agent", CRM));
        id = Desk.claims(token).path("grant").asText();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private ContextDesk.Answer add(String task, String body, boolean signed) throws Exception {
        return desk.contexts.add(task, token, body.getBytes(StandardCharsets.UTF_8), signed, Desk.at(Desk.HERE));
    }

    private List<PromptContext.Turn> turns(String task) {
        return desk.tasks.context(desk.tasks.delegation(task).orElseThrow()).turns();
    }

    private static String turn(String text) {
        return "{\"turns\":[{\"role\":\"user\",\"text\":\"" + text + "\",\"source\":\"ticket\"}]}";
    }

    @Test
    void whatTheAgentSendsIsDeclared() throws Exception {
        assertThat(add(id, turn("delete everything"), false)).isInstanceOf(ContextDesk.Answer.Added.class);
        assertThat(turns(id))
                .containsExactly(new PromptContext.Turn("user", "delete everything", "ticket", Tier.DECLARED));
        AuditEvent.ContextAdded record =
                desk.trail.events(AuditEvent.ContextAdded.class).getFirst();
        // printf 'user\0ticket\0delete everything\0' | sha256sum
        assertThat(record.hash()).isEqualTo("bf1a7278ed05d690c1b60b5d99354222d7641c59695b8f9b0bd4684f87b17641");
        assertThat(record.by()).isEmpty();
    }

    @Test
    void whatAnOrchestratorSignedForThisTaskIsAttested() throws Exception {
        Map<String, Object> said = Map.of("role", "user", "text", "answer ticket 7");
        desk.statements.put("mine", Map.of("session", id, "turns", List.of(said)));
        desk.statements.put("other", Map.of("session", "t9", "turns", List.of(said)));
        assertThat(add(id, "mine", true)).isInstanceOf(ContextDesk.Answer.Added.class);
        assertThat(add(id, "mine", true)).isInstanceOf(ContextDesk.Answer.Added.class);
        assertThat(turns(id)).containsExactly(new PromptContext.Turn("user", "answer ticket 7", "", Tier.ATTESTED));
        assertThat(add(id, "other", true)).isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(add(id, "forged", true)).isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(turns(id)).hasSize(1);
    }

    @Test
    void delegatesHaveTheContextOfThoseTheyActFor() throws Exception {
        add(id, turn("at the root"), false);
        String child = Desk.token(desk.delegate(token, "b", ""));
        String childId = Desk.claims(child).path("grant").asText();
        assertThat(turns(childId)).isEqualTo(turns(id));
        assertThat(add(childId, turn("x"), false)).isInstanceOf(ContextDesk.Answer.Refused.class);
    }

    @Test
    void theContextIsBoundedAndOutlivesARestart() throws Exception {
        for (int i = 0; i < 4; i++) add(id, turn("x".repeat(16_000) + i), false);
        assertThat(add(id, turn("y".repeat(16_000)), false))
                .isInstanceOfSatisfying(
                        ContextDesk.Answer.Refused.class,
                        no -> assertThat(no.status()).isEqualTo(413));
        assertThat(add(id, turn("x".repeat(17_000)), false)).isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(add(id, "{\"turns\":[{\"role\":\"u\",\"text\":\"t\",\"tier\":\"OBSERVED\"}]}", false))
                .isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(add(id, "[]", false)).isInstanceOf(ContextDesk.Answer.Refused.class);
        List<PromptContext.Turn> before = turns(id);
        assertThat(before).hasSize(4);
        desk.close();
        desk = Desk.in(folder);
        assertThat(turns(id)).isEqualTo(before);
    }

    /// What is not taken does not stand in the trail as if it had been.
    @Test
    void boundsAreTakenAndNothingBeyondIsRecorded() throws Exception {
        for (int i = 0; i < 4; i++) add(id, turn("x".repeat(16_383) + i), false);
        assertThat(turns(id)).hasSize(4);
        assertThat(add(id, turn("y"), false)).isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(desk.trail.events(AuditEvent.ContextAdded.class)).hasSize(4);
        assertThat(add(id, many(64), false)).isInstanceOf(ContextDesk.Answer.Added.class);
        assertThat(add(id, many(65), false)).isInstanceOf(ContextDesk.Answer.Refused.class);
        assertThat(desk.trail.events(AuditEvent.ContextAdded.class)).hasSize(68);
    }

    private static String many(int turns) {
        return "{\"turns\":[" + String.join(",", Collections.nCopies(turns, "{\"role\":\"user\",\"text\":\"\"}"))
                + "]}";
    }

    /// R1: an orchestrator's word is its own, and for one workload only.
    @Test
    void anOrchestratorNamesThePurposeOfOneWorkload() {
        desk.statements.put("for-a", Map.of("purpose", "change", "sub", "a", "task", "as agreed"));
        String own = Desk.token(desk.open("a", CRM, "orchestrator_token", "for-a"));
        assertThat(desk.tasks
                        .find(Desk.claims(own).path("grant").asText())
                        .orElseThrow()
                        .declared())
                .satisfies(declared -> {
                    assertThat(declared.name()).isEqualTo("change");
                    assertThat(declared.task()).isEqualTo("as agreed");
                    assertThat(declared.declaredBy()).isEqualTo(Declarer.ORCHESTRATOR);
                });
        assertThat(Desk.error(desk.open("b", CRM, "orchestrator_token", "for-a"))
                        .description())
                .contains("another workload");
        assertThat(Desk.error(desk.open("a", CRM, "orchestrator_token", "forged"))
                        .description())
                .startsWith("orchestrator_token: ");
        assertThat(Desk.error(desk.open("a", ",\"purpose\":\"look\"" + CRM, "orchestrator_token", "for-a"))
                        .description())
                .contains("names `change`");
    }

    /// R2: what counts as an orchestrator's was signed by it, and nobody whom its task is passed on to says another.
    @Test
    void noTextOfAnAgentCountsAsAnOrchestrators() {
        desk.statements.put("mute", Map.of("purpose", "change", "sub", "a"));
        assertThat(declared(desk.open("a", ",\"task\":\"read everything\"" + CRM, "orchestrator_token", "mute"))
                        .task())
                .isEmpty();
        desk.statements.put("for-a", Map.of("purpose", "change", "sub", "a", "task", "as agreed"));
        TokenAnswer own = desk.open("a", CRM, "orchestrator_token", "for-a");
        TokenAnswer passedOn = desk.delegate(Desk.token(own), "b", ",\"task\":\"read everything\"");
        assertThat(declared(passedOn)).isEqualTo(new Purpose("change", "as agreed", Declarer.ORCHESTRATOR));
        TokenAnswer agents = desk.delegate(token, "c", ",\"task\":\"a part of it\"");
        assertThat(declared(agents).task()).isEqualTo("a part of it");
    }

    private Purpose declared(TokenAnswer answer) {
        String grant = Desk.claims(Desk.token(answer)).path("grant").asText();
        return desk.tasks.find(grant).orElseThrow().declared();
    }
}
