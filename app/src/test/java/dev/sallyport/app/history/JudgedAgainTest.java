package dev.sallyport.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Change;
import dev.sallyport.app.cli.work.History.Count;
import dev.sallyport.app.cli.work.History.Recomputed;
import dev.sallyport.app.cli.work.History.Replayed;
import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.intent.session.Advice;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R24 with a judge, who may say something else each time: what it said stands in the trail and is not asked again.
@Timeout(120)
class JudgedAgainTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final String TASK =
            "read the tickets 17, 18, 19, 20 and 21; show id and name of the customers with id 1, 2, 3, 4, 5, 6";
    private static final String JUDGE = """
            judge: { url: "http://localhost:1/v1", model: m, band: { from: 0, to: 1 }, unavailable: hold }
            """;

    @TempDir
    private Path folder;

    private final Deque<Advice> script = new ArrayDeque<>();
    private Instant now = NINE;

    private Path yaml(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Chronicle.configuration(file, text);
        return file;
    }

    private static String judged() {
        return Chronicle.YAML.replace("    allow:\n", "    intent: deny\n    allow:\n") + JUDGE;
    }

    /// The same action each time, but for its number, and at last one that a budget denies.
    private void record(Path yaml) throws Exception {
        Ruleset rules = Ruleset.of(Chronicle.loader(), yaml);
        TrailSettings settings = TrailSettings.in(folder.resolve("trail"))
                .keys(folder.resolve("keys"))
                .syncs(Duration.ofMillis(5), Duration.ofSeconds(20));
        try (FileTrail trail = FileTrail.open(settings, InstantSource.fixed(NINE))) {
            PolicyDecisionPoint doors = new PolicyDecisionPoint(
                    rules.rules(),
                    new Counters("a salt for this test".getBytes(StandardCharsets.UTF_8), rules.capacity()),
                    Behaviour.UNKNOWN,
                    _ -> script.remove());
            Generations generations = new Generations(rules.generation(), 3, "test");
            trail.write(new AuditEvent.Administered(now, "start", "sallyport", rules.generation()));
            Recorder recorder = new Recorder(trail, doors);
            Session session = session(doors);
            recorder.opened(session, generations);
            for (int ticket = 17; ticket <= 21; ticket++) decide(recorder, session, ticket(ticket), generations);
            decide(recorder, session, customers(), generations);
            recorder.endTurn();
        }
    }

    private void decide(Recorder recorder, Session session, Action action, Generations generations) {
        now = now.plusSeconds(1);
        State state = new State(session, PromptContext.EMPTY, now, Approval.None.NONE);
        recorder.decide("s-1-" + action.fingerprint(), action, state, generations);
        recorder.endTurn();
    }

    private Session session(PolicyDecisionPoint doors) {
        Workload workload =
                new Workload("support-pods", "agent", "support/agent", new TreeMap<>(), NINE.plus(Duration.ofHours(8)));
        Entry.Granted granted = (Entry.Granted) doors.admit(workload, "crm", new DeclaredPurpose("", TASK), now);
        return new Session(
                "s-1",
                workload,
                List.of(),
                "crm",
                granted.purpose(),
                granted.access(),
                now,
                granted.access().latestEnd());
    }

    private static Action ticket(int number) {
        Operation call = new Operation(
                Verb.EXECUTE,
                new Resource("crm", Resource.PROPOSAL, "read_ticket", List.of()),
                new Scope.AtMost(1),
                Set.of());
        return new Action(
                Action.Phase.PERFORM,
                List.of(call),
                List.of(new Action.Argument("ticket_id", "" + number)),
                "{\"ticket_id\":" + number + "}",
                "t" + number);
    }

    /// Six, where five are allowed.
    private static Action customers() {
        Operation read = new Operation(
                Verb.READ,
                new Resource("crm", "table", "customers", List.of("id", "name")),
                new Scope.Keyed(List.of(new Scope.Key("id", List.of("1", "2", "3", "4", "5", "6"))), true),
                Set.of());
        return new Action(
                Action.Phase.PERFORM,
                List.of(read),
                List.of(),
                "SELECT id, name FROM customers WHERE id IN (1, 2, 3, 4, 5, 6)",
                "c");
    }

    private void sayEverything() {
        script.addAll(List.of(
                new Advice.Consistent("ticket 17 was asked for"),
                new Advice.Inconsistent("it \"reads\" too much;\u001b[31m stop"),
                new Advice.Unavailable("no answer in time"),
                new Advice.Unsure(""),
                new Advice.Inconsistent("x".repeat(900)),
                new Advice.Consistent("customers were asked for")));
    }

    private List<TrailRecord> decided() {
        try (var records =
                new TrailReader(folder.resolve("trail")).records(Position.START, Filter.ALL.kinds(EventKind.DECIDED))) {
            return records.map(TrailRecord.class::cast).toList();
        }
    }

    private Book book() {
        return new Book(folder.resolve("trail"), Optional.empty());
    }

    @Test
    void whatAJudgeSaidIsDecidedTheSameAgainWithoutAskingIt() throws Exception {
        Path yaml = yaml("old.yaml", judged());
        sayEverything();
        record(yaml);
        assertThat(script).isEmpty();
        assertThat(decided())
                .extracting(each -> each.text("verdict"))
                .containsExactly("permit", "hold", "hold", "permit", "hold", "deny");
        assertThat(decided().getLast().text("rule")).contains("atMost");
        Recomputed again = Chronicle.history().recompute(book(), List.of(yaml));
        assertThat(again.differences()).isEmpty();
        assertThat(again.agrees()).as(String.valueOf(again)).isTrue();
        assertThat(again.counts().getFirst().number()).isEqualTo(6);
    }

    @Test
    void replayTakesWhatTheJudgeSaidThen() throws Exception {
        record(fill("old.yaml", judged()));
        Path stricter = yaml("new.yaml", judged().replace("unavailable: hold", "unavailable: deny"));
        Replayed replayed = Chronicle.history().replay(book(), stricter, Optional.empty());
        assertThat(replayed.left()).isEmpty();
        assertThat(replayed.changes()).singleElement().satisfies(change -> {
            assertThat(change).extracting(Change::before, Change::after).containsExactly("hold", "deny");
            assertThat(change.example()).isEqualTo("s-1-t19");
        });
    }

    private Path fill(String name, String text) throws IOException {
        sayEverything();
        return yaml(name, text);
    }

    @Test
    void replayInventsNoAnswer() throws Exception {
        record(yaml("old.yaml", Chronicle.YAML.replace("    allow:\n", "    intent: deny\n    allow:\n")));
        assertThat(decided().getFirst().json().toString()).doesNotContain("\"judge\"");
        Replayed replayed = Chronicle.history().replay(book(), yaml("new.yaml", judged()), Optional.empty());
        assertThat(replayed.left())
                .extracting(Count::detail, Count::number)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Counterfactual.UNJUDGED, 6L));
        assertThat(replayed.changes()).isEmpty();
    }

    @Test
    void explainTellsWhatTheJudgeSaid() throws Exception {
        record(fill("old.yaml", judged()));
        String story = String.join(
                "\n",
                Chronicle.history().story(book(), "s-1").orElseThrow().lines().stream()
                        .map(StoryLine::text)
                        .toList());
        assertThat(story)
                .contains("the judge found it consistent, in its words: `ticket 17 was asked for`")
                .contains("the judge found it inconsistent, in its words: `it \"reads\" too much; [31m stop`")
                .contains("the judge could not be asked: no answer in time")
                .contains("; the judge was unsure")
                .doesNotContain("\u001b");
    }
}
