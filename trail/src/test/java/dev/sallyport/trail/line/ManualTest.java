package dev.sallyport.trail.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.trail.Events;
import dev.sallyport.trail.seal.Sealer;
import dev.sallyport.trail.seal.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manual in the package-info says what the encoder does.
class ManualTest {

    private static final Path MANUAL = Path.of("src/main/java/dev/sallyport/trail/line/package-info.java");
    private static final Pattern EXAMPLE = Pattern.compile("/// ```\n(.*?)/// ```\n", Pattern.DOTALL);

    @TempDir
    Path keys;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void everyExampleIsWhatTheEncoderWrites() throws IOException {
        Instant at = Events.NOON;
        Deny deny = new Deny(
                "targets.crm.sensitive",
                "customers.ssn is not granted",
                List.of(new Signal.NotUnderstood("a DO block")));
        List<AuditEvent> events = List.of(
                new AuditEvent.Refused(
                        at, "r-1", "crm", "10.0.0.9:5132", RefusalReason.EXPIRED, "the token ended 40 s ago"),
                new AuditEvent.SessionOpened(at, Events.session("s-1"), "10.0.0.9:5132", Events.GENERATIONS),
                new AuditEvent.LeaseIssued(at, "s-1", "sp_4f2a", "SELECT ON customers", at.plusSeconds(900)),
                Events.decidedAgain("r-1"),
                Events.decided("r-1", Events.read("secret", "secret", Set.of(Label.SENSITIVE)), deny),
                Events.performed("r-1", 13, Events.charge("k-1", 0)),
                new AuditEvent.Alarm(at, "r-1", "s-1", "witness", "the target's own plan shows relation `payroll`"),
                new AuditEvent.HoldAnswered(at, "h-1", "r-1", "ada", true, "9f86d081884c7d659a2feaa0c55ad015"),
                new AuditEvent.LeaseDestroyed(at, "s-1", "sp_4f2a", true, ""),
                new AuditEvent.SessionClosed(at, "s-1", "the client left"),
                Events.task("t-1", "g-2"),
                new AuditEvent.TaskEnded(at, "t-1", "g-2", "revoked"),
                new AuditEvent.ContextAdded(
                        at,
                        "t-1",
                        "g-2",
                        PromptContext.Tier.ATTESTED,
                        "desk",
                        "user",
                        "ticket 17",
                        "9f86d081884c7d659a2feaa0c55ad015",
                        "answer ticket 17"),
                new AuditEvent.ContextHeard(
                        at,
                        "s-1",
                        "chat",
                        2,
                        List.of(new PromptContext.Turn(
                                "tool", "ticket 17", "read_ticket", PromptContext.Tier.OBSERVED))),
                new AuditEvent.Administered(at, "configuration-loaded", "ada", "00112233445566aa"));
        Sealer sealer = SealingKey.in(keys).sealer();
        List<JsonNode> written = new ArrayList<>();
        for (AuditEvent event : events) written.add(encode(event, sealer));
        assertThat(examples()).containsExactlyElementsOf(written);
    }

    private JsonNode encode(AuditEvent event, Sealer sealer) throws IOException {
        Json json = new Json(16);
        new EventEncoder(sealer).encode(event, json);
        json.close('}');
        return comparable(mapper.readTree(json.array(), 0, json.length()));
    }

    private List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        for (MatchResult match :
                EXAMPLE.matcher(Files.readString(MANUAL)).results().toList())
            examples.add(comparable(mapper.readTree(match.group(1).replace("///", ""))));
        return examples;
    }

    /// Without what differs from run to run.
    private static JsonNode comparable(JsonNode line) {
        ObjectNode object = (ObjectNode) line;
        object.remove(List.of("seq", "prev", "hash"));
        if (object.path("sealed") instanceof ObjectNode sealed)
            sealed.put("key", "").put("box", "");
        return object;
    }
}
