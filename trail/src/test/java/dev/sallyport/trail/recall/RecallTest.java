package dev.sallyport.trail.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.session.Session;
import dev.sallyport.trail.Events;
import dev.sallyport.trail.TrailSettings;
import dev.sallyport.trail.Trails;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R24: what was written comes back as it was, and nothing that was not written does any harm.
class RecallTest {

    @TempDir
    private Path root;

    private List<TrailRecord> written(List<? extends AuditEvent> events) throws IOException {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, events);
        try (Stream<TrailRecord> records = new TrailReader(settings.directory()).records(Position.START, Filter.ALL)) {
            return records.toList();
        }
    }

    private Past withKeys() throws IOException {
        return new Past(new Revealer(SealingKeys.in(Trails.settings(root).keys())));
    }

    private static Past withoutKeys() {
        return new Past(new Revealer(SealingKeys.none()));
    }

    private static List<AuditEvent.Decided> decisions(long seed) {
        Random random = new Random(seed);
        List<AuditEvent.Decided> decisions = new ArrayList<>();
        while (decisions.size() < 150)
            if (Events.random(random) instanceof AuditEvent.Decided decided) decisions.add(decided);
        return decisions;
    }

    @Test
    void r24_every_action_comes_back_as_it_was_also_from_a_seal() throws IOException {
        List<AuditEvent.Decided> decisions = decisions(11);
        List<TrailRecord> records = written(decisions);
        Past past = withKeys();
        for (int i = 0; i < records.size(); i++) {
            RecalledDecision recalled = past.decision(records.get(i));
            assertThat(recalled.action()).isEqualTo(decisions.get(i).action());
            assertThat(recalled.open()).isTrue();
        }
    }

    @Test
    void r24_approval_context_names_and_generations_come_back() throws IOException {
        AuditEvent.Decided decided = Events.decidedAgain("r-1");
        RecalledDecision recalled =
                withKeys().decision(written(List.of(decided)).getFirst());
        assertThat(recalled.approval()).isEqualTo(decided.basis().approval());
        assertThat(recalled.counted()).isEqualTo(decided.basis().counted());
        assertThat(recalled.turns()).isEqualTo(2);
        assertThat(recalled.generations()).isEqualTo(decided.generations());
    }

    /// R21: without the key the number of values is known and their names under which they are counted, no value.
    @Test
    void r21_what_is_sealed_comes_back_without_its_values() throws IOException {
        Action secret = Events.read("SELECT secret", "4711", Set.of(Label.SENSITIVE));
        TrailRecord record =
                written(List.of(Events.decided("r-1", secret, Events.permit()))).getFirst();
        RecalledDecision recalled = withoutKeys().decision(record);
        assertThat(recalled.open()).isFalse();
        assertThat(recalled.action().statement()).isEmpty();
        Operation operation = recalled.action().operations().getFirst();
        assertThat(operation.scope()).isInstanceOfSatisfying(Scope.Keyed.class, keyed -> {
            assertThat(keyed.keys().getFirst().values()).hasSize(1).doesNotContain("4711");
        });
    }

    @Test
    void r24_a_session_comes_back_with_its_claims_and_its_task() throws IOException {
        Session session = Events.session("s-1");
        AuditEvent.TaskOpened root = Events.task("t-1", "t-1");
        List<AuditEvent> events =
                List.of(root, new AuditEvent.SessionOpened(Events.NOON, session, "peer", Events.GENERATIONS));
        List<TrailRecord> records = written(events);
        Past past = withKeys();
        for (TrailRecord record : records) past.see(record);
        assertThat(past.session("s-1")).hasValueSatisfying(recalled -> {
            assertThat(recalled.session()).isEqualTo(session);
            assertThat(recalled.open()).isTrue();
        });
        past.restart();
        assertThat(past.session("s-1")).isEmpty();
    }

    @Test
    void a_session_whose_task_is_not_known_says_so() throws IOException {
        ObjectNode json = (ObjectNode) written(List.of(
                        new AuditEvent.SessionOpened(Events.NOON, Events.session("s-1"), "peer", Events.GENERATIONS)))
                .getFirst()
                .json();
        json.put("tree", "t-9").put("grant", "g-9");
        Past past = withKeys();
        past.see(new TrailRecord(
                Position.START, 1, Events.NOON, dev.sallyport.trail.line.EventKind.SESSION_OPENED, json));
        assertThat(past.session("s-1")).hasValueSatisfying(recalled -> {
            assertThat(recalled.whole()).isFalse();
        });
    }

    /// Fields taken away, replaced by other kinds of values, and nested anew.
    @Test
    void hostile_records_are_malformed_or_read_and_never_anything_else() throws IOException {
        Random random = new Random(5);
        List<AuditEvent> events = new ArrayList<>(decisions(12).subList(0, 40));
        for (int i = 0; i < 20; i++) {
            events.add(Events.task("t-" + i, "g-" + i));
            events.add(new AuditEvent.SessionOpened(Events.NOON, Events.session("s-" + i), "p", Events.GENERATIONS));
        }
        List<TrailRecord> records = written(events);
        int malformed = 0;
        for (int round = 0; round < 4000; round++) {
            TrailRecord record = records.get(random.nextInt(records.size()));
            JsonNode damaged = damaged(record.json().deepCopy(), random);
            malformed += read(new TrailRecord(record.next(), record.seq(), record.at(), record.kind(), damaged));
        }
        assertThat(malformed).isBetween(200, 3900);
    }

    private int read(TrailRecord record) {
        try {
            Past past = withKeys();
            past.see(record);
            if (record.kind() == dev.sallyport.trail.line.EventKind.DECIDED) past.decision(record);
            return 0;
        } catch (MalformedRecord e) {
            assertThat(e).hasMessageStartingWith("record ");
            return 1;
        } catch (IOException | RuntimeException e) {
            return fail("a record did harm: " + record.json(), e);
        }
    }

    private static JsonNode damaged(JsonNode json, Random random) {
        ObjectMapper mapper = new ObjectMapper();
        if (json instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0 && object.get(name).isContainerNode()) damaged(object.get(name), random);
            else if (random.nextBoolean()) object.remove(name);
            else object.set(name, odd(mapper, random));
        } else if (json instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (random.nextBoolean()) damaged(array.get(at), random);
            else array.set(at, odd(mapper, random));
        }
        return json;
    }

    private static JsonNode odd(ObjectMapper mapper, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> mapper.nullNode();
            case 1 -> mapper.getNodeFactory().numberNode(random.nextLong());
            case 2 -> mapper.getNodeFactory().textNode(Events.text(random));
            case 3 -> mapper.createArrayNode().add(1).add(mapper.createObjectNode());
            case 4 -> mapper.createObjectNode().put("field", -1).put("count", Long.MAX_VALUE);
            default -> mapper.getNodeFactory().booleanNode(true);
        };
    }
}
