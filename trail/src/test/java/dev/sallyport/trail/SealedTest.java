package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Revealed;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R21: literals of sensitive columns are stored encrypted, and can be revealed with the key.
class SealedTest {

    private static final String SSN = "123-45-6789";
    private static final String STATEMENT = "SELECT name FROM customers WHERE ssn = '" + SSN + "'";

    @TempDir
    Path root;

    private static List<TrailRecord> records(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory()).records(Position.START, Filter.ALL)) {
            return records.toList();
        }
    }

    private static String raw(TrailSettings settings) throws IOException {
        return Files.readString(Trails.segment(settings, 1), StandardCharsets.UTF_8);
    }

    private Revealer revealer(TrailSettings settings) throws IOException {
        return new Revealer(SealingKeys.in(settings.keys()));
    }

    @Test
    void theLiteralsOfASensitiveActionNeverStandInTheFile() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Action sensitive = Events.read(STATEMENT, SSN, Set.of(Label.SENSITIVE));
        Trails.write(settings, List.of(Events.decided("r-1", sensitive, Events.permit())));

        assertThat(raw(settings)).doesNotContain(SSN).doesNotContain("SELECT name");
        TrailRecord record = records(settings).getFirst();
        assertThat(record.text("fingerprint")).isEqualTo(sensitive.fingerprint());
        assertThat(record.json().at("/ops/0/keyed/0/field").asText()).isEqualTo("id");
        assertThat(record.json().at("/ops/0/keyed/0/count").asInt()).isEqualTo(1);

        assertThat(revealer(settings).reveal(record)).isInstanceOfSatisfying(Revealed.Opened.class, opened -> {
            assertThat(opened.content().path("statement").asText()).isEqualTo(STATEMENT);
            assertThat(opened.content().at("/args/0/value").asText()).isEqualTo(SSN);
            assertThat(opened.content().at("/keys/0/0/values/0").asText()).isEqualTo(SSN);
        });
    }

    @Test
    void whatWasNotUnderstoodIsSealedWithItsNotes() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Operation unknown = new Operation(
                Verb.UNKNOWN,
                new Resource("crm", "statement", "?", List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                "syntax error near '" + SSN + "'");
        Action garbled =
                new Action(Action.Phase.PERFORM, List.of(unknown), List.of(), STATEMENT + ";;(", "f".repeat(32));
        Action empty = new Action(Action.Phase.PERFORM, List.of(), List.of(), STATEMENT, "f".repeat(32));
        Trails.write(
                settings,
                List.of(
                        Events.decided("r-1", garbled, Events.permit()),
                        Events.decided("r-2", empty, Events.permit())));
        assertThat(raw(settings)).doesNotContain(SSN);
        assertThat(revealer(settings).reveal(records(settings).getFirst()))
                .isInstanceOfSatisfying(
                        Revealed.Opened.class,
                        opened -> assertThat(opened.content().at("/notes/0").asText())
                                .contains(SSN));
    }

    /// Whoever keeps the key can read whose proof a task was opened with.
    @Test
    void claimsOfATaskAreRevealed() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.task("t-1", "g-2")));
        assertThat(revealer(settings).reveal(records(settings).getFirst()))
                .isInstanceOfSatisfying(
                        Revealed.Opened.class,
                        opened -> assertThat(opened.content().has("claims")).isTrue());
    }

    @Test
    void claimsOfASessionAreSealed() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Trails.write(
                settings,
                List.of(new AuditEvent.SessionOpened(
                        Events.NOON, Events.session("s-1"), "10.0.0.1:5000", Events.GENERATIONS)));
        assertThat(raw(settings)).doesNotContain("agent-7f");
        assertThat(revealer(settings).reveal(records(settings).getFirst()))
                .isInstanceOfSatisfying(Revealed.Opened.class, opened -> {
                    assertThat(opened.content().at("/claims/pod").asText()).isEqualTo("agent-7f");
                    assertThat(opened.content().at("/claims/uid").asLong()).isEqualTo(42);
                });
    }

    @Test
    void othersStandInTheClear() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.decided("r-1")));
        TrailRecord record = records(settings).getFirst();
        assertThat(record.text("statement")).isEqualTo("SELECT id, name FROM customers WHERE id = $1");
        assertThat(record.json().at("/args/0/value").asText()).isEqualTo("42");
        assertThat(revealer(settings).reveal(record)).isEqualTo(Revealed.Clear.NOTHING_SEALED);
    }

    @Test
    void withoutItsKeyABoxStaysLockedAndAnOldKeyStillOpensIt() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Action sensitive = Events.read(STATEMENT, SSN, Set.of(Label.SENSITIVE));
        Trails.write(settings, List.of(Events.decided("r-1", sensitive, Events.permit())));
        Path key = settings.keys().resolve("seal.key");
        Path aside = root.resolve("aside");
        Files.move(key, aside);
        Trails.write(settings, List.of(Events.decided("r-2", sensitive, Events.permit())));

        List<TrailRecord> records = records(settings);
        String oldKey = records.get(0).json().at("/sealed/key").asText();
        assertThat(revealer(settings).reveal(records.get(0))).isEqualTo(new Revealed.Locked(oldKey));
        Files.move(aside, settings.keys().resolve("seal-old.key"));
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(revealer(settings).reveal(record)).isInstanceOf(Revealed.Opened.class));
    }

    @Test
    void aBoxOfAnotherRecordDoesNotOpen() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Action sensitive = Events.read(STATEMENT, SSN, Set.of(Label.SENSITIVE));
        Trails.write(settings, List.of(Events.decided("r-1", sensitive, Events.permit())));
        Path segment = Trails.segment(settings, 1);
        Trails.rewrite(segment, List.of(Trails.lines(segment).getFirst().replace("\"r-1\"", "\"r-2\"")));
        assertThat(revealer(settings).reveal(records(settings).getFirst())).isEqualTo(Revealed.Spoiled.DOES_NOT_OPEN);
    }

    @Test
    void noNonceIsUsedTwice() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Action sensitive = Events.read(STATEMENT, SSN, Set.of(Label.SENSITIVE));
        for (int run = 0; run < 3; run++) {
            List<AuditEvent> events = new ArrayList<>();
            for (int i = 0; i < 50; i++) events.add(Events.decided("r-" + i, sensitive, Events.permit()));
            Trails.write(settings, events);
        }
        Set<String> nonces = new HashSet<>();
        for (TrailRecord record : records(settings))
            nonces.add(record.json().at("/sealed/box").asText().substring(0, 16));
        assertThat(nonces).hasSize(150);
    }
}
