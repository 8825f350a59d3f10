package dev.sallyport.app.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Action.Phase;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.TrailBook.Entry;
import dev.sallyport.app.cli.work.TrailBook.Verified;
import dev.sallyport.app.cli.work.TrailBook.Wanted;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `sallyport trail` tells about a trail that a gateway wrote.
class FileTrailBookTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Generations GENERATIONS = new Generations("00112233445566aa", 7, "libpg-query 18");
    private static final Wanted ALL = new Wanted(Set.of(), Set.of(), Set.of(), Optional.empty());

    private final FileTrailBook book = new FileTrailBook();

    @TempDir
    private Path state;

    private Path folder;
    private Path keys;

    @BeforeEach
    void aGatewayHasWritten() throws IOException {
        folder = state.resolve("trail");
        keys = state.resolve("keys");
        write(events());
    }

    private void write(List<AuditEvent> events) throws IOException {
        TrailSettings settings = TrailSettings.in(folder).keys(keys);
        try (FileTrail trail = FileTrail.open(settings, InstantSource.fixed(NOON))) {
            for (AuditEvent event : events) {
                trail.write(event);
            }
        }
    }

    private static List<AuditEvent> events() {
        Session session = session();
        return List.of(
                new AuditEvent.Administered(NOON, "configuration-loaded", "ada", "00112233445566aa"),
                new AuditEvent.Refused(
                        NOON, "r-0", "crm", "10.0.0.9:5132", RefusalReason.EXPIRED, "the token ended 40 s ago"),
                new AuditEvent.SessionOpened(NOON, session, "10.0.0.9:5132", GENERATIONS),
                new AuditEvent.LeaseIssued(NOON, "s-1", "sp_4f2a", "SELECT ON customers", NOON.plusSeconds(900)),
                new AuditEvent.Decided(NOON, "r-1", session, read(), denied(), GENERATIONS),
                new AuditEvent.Performed(
                        NOON.plusSeconds(1),
                        "r-1",
                        "s-1",
                        new Outcome(Outcome.Ending.SUCCEEDED, 1, 1, 120, Duration.ofNanos(1_234_000)),
                        Reservation.NOTHING),
                new AuditEvent.Alarm(NOON.plusSeconds(2), "r-3", "s-1", "witness", "the plan shows relation `payroll`"),
                new AuditEvent.HoldAnswered(NOON.plusSeconds(2), "h-1", "r-2", "ada", true, "9f86"),
                new AuditEvent.LeaseDestroyed(NOON.plusSeconds(3), "s-1", "sp_4f2a", true, ""),
                new AuditEvent.SessionClosed(NOON.plusSeconds(3), "s-1", "the client left"));
    }

    private static List<AuditEvent> tasks() {
        return List.of(
                task(session()),
                new AuditEvent.ContextAdded(
                        NOON.plusSeconds(3),
                        "t-1",
                        "t-1",
                        PromptContext.Tier.DECLARED,
                        "",
                        "user",
                        "chat",
                        "9f86",
                        "answer it"),
                new AuditEvent.ContextHeard(
                        NOON.plusSeconds(3),
                        "s-1",
                        "",
                        0,
                        List.of(new PromptContext.Turn("tool", "ticket 17", "read", PromptContext.Tier.OBSERVED))),
                new AuditEvent.TaskEnded(NOON.plusSeconds(4), "t-1", "t-1", "revoked by its holder"));
    }

    private static AuditEvent task(Session session) {
        Delegation.Grant root = new Delegation.Grant("t-1", session.workload(), session.purpose(), TaskLimits.NONE);
        return new AuditEvent.TaskOpened(
                NOON.plusSeconds(3),
                new Delegation("t-1", List.of(root)),
                List.of("crm"),
                session.purpose(),
                "9f86",
                "address",
                NOON.plusSeconds(900),
                "10.0.0.9:5132");
    }

    private static Session session() {
        Workload workload = new Workload(
                "pods",
                "agent",
                "support/agent",
                new TreeMap<>(Map.of("email", "a@b.example")),
                NOON.plusSeconds(3600));
        Access access =
                new Access("access[0]", "support", Mode.ENFORCE, new Envelope(false, List.of()), NOON.plusSeconds(900));
        Purpose purpose = new Purpose("resolve-ticket", "answer ticket 17", Declarer.AGENT);
        return new Session("s-1", workload, List.of(), "crm", purpose, access, NOON, NOON.plusSeconds(900));
    }

    private static Action read() {
        Operation operation = new Operation(
                Verb.READ,
                new Resource("crm", "table", "customers", List.of("ssn")),
                new Scope.Keyed(List.of(new Scope.Key("id", List.of("42"))), true),
                Set.of(Label.SENSITIVE));
        return new Action(
                Phase.PERFORM,
                List.of(operation),
                List.of(new Argument("$1", "42")),
                "SELECT ssn FROM customers WHERE id = $1",
                "9f86");
    }

    private static Deny denied() {
        return new Deny(
                "targets.crm.sensitive",
                "customers.ssn is not granted",
                List.of(new Signal.Contract("purposes.resolve-ticket.allow[0]", false, "ssn is sensitive")));
    }

    private List<Entry> shown(Wanted wanted) throws CommandFailure, IOException {
        List<Entry> entries = new ArrayList<>();
        book.show(folder, wanted, entries::add);
        return entries;
    }

    @Test
    void everyKindOfRecordHasItsSentence() throws Exception {
        assertThat(shown(ALL))
                .extracting(entry -> entry.seq() + " " + entry.kind() + ": " + entry.summary())
                .containsExactly(
                        "1 administered: ada: configuration-loaded, 00112233445566aa",
                        "2 refused: 10.0.0.9:5132 was turned away from crm: EXPIRED, the token ended 40 s ago",
                        "3 session-opened: pods:agent reaches crm as support for resolve-ticket (answer ticket 17) by"
                                + " access[0]",
                        "4 lease-issued: role sp_4f2a until 2026-03-04T12:15:00.000000Z with SELECT ON customers",
                        "5 decided: READ crm/customers by id by targets.crm.sensitive: customers.ssn is not granted",
                        "6 performed: 1 record, 1 key, 120 bytes in 1.234 ms",
                        "7 alarm: witness: the plan shows relation `payroll`",
                        "8 hold-answered: ada approved hold h-1",
                        "9 lease-destroyed: role sp_4f2a is gone from the target",
                        "10 session-closed: the client left");
    }

    @Test
    void anEntryCarriesTheLineAsItStandsInTheFile() throws Exception {
        assertThat(shown(ALL))
                .extracting(Entry::json)
                .containsExactlyElementsOf(Files.readAllLines(folder.resolve("00000001.jsonl")));
    }

    @Test
    void entriesAreChosenByRequestKindAndTime() throws Exception {
        assertThat(shown(new Wanted(Set.of(), Set.of("r-1"), Set.of("decided"), Optional.empty())))
                .extracting(Entry::session, Entry::request, Entry::verdict)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("s-1", "r-1", "deny"));
        assertThat(shown(new Wanted(Set.of(), Set.of(), Set.of(), Optional.of(NOON.plusSeconds(2)))))
                .extracting(Entry::seq)
                .containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void aKindThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> shown(new Wanted(Set.of(), Set.of(), Set.of("decide"), Optional.empty())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("session-closed")
                .hasMessageEndingWith("`decide`");
    }

    @Test
    void followingBeginsWithWhatComesNextOrAtAMoment() throws Exception {
        List<Entry> seen = new ArrayList<>();
        Wanted since = new Wanted(Set.of(), Set.of(), Set.of(), Optional.of(NOON.plusSeconds(3)));
        book.follow(folder, since, entry -> {
            seen.add(entry);
            return seen.size() < 2;
        });
        assertThat(seen).extracting(Entry::seq).containsExactly(9L, 10L);
    }

    @Test
    void aLineThatIsNoRecordIsShownAndNeverHidden() throws Exception {
        tamper("\"kind\":\"hold-answered\"", "\"kind\":\"hold-answered!");
        List<Entry> shown = shown(new Wanted(Set.of(), Set.of("none"), Set.of(), Optional.empty()));
        assertThat(shown).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("unreadable");
            assertThat(entry.json()).contains("hold-answered!");
        });
    }

    @Test
    void anUntouchedTrailIsIntact() throws Exception {
        Verified verified = book.verify(folder, keys, List.of());
        assertThat(verified.intact()).isTrue();
        assertThat(verified.place()).isEmpty();
        assertThat(verified.records()).isEqualTo(10);
    }

    /// R21
    @Test
    void oneChangedCharacterIsFoundWhereItIs() throws Exception {
        tamper("\"verdict\":\"deny\"", "\"verdict\":\"hold\"");
        Verified verified = book.verify(folder, keys, List.of());
        assertThat(verified.intact()).isFalse();
        assertThat(verified.place()).isEqualTo("00000001.jsonl line 5");
        assertThat(verified.words()).contains("it was altered");
    }

    /// R21: without the saved head nobody would know.
    @Test
    void aCutTailIsFoundWithAHeadThatWasSavedElsewhere() throws Exception {
        Path saved = Files.copy(folder.resolve("heads.jsonl"), state.resolve("saved"));
        List<String> lines = Files.readAllLines(folder.resolve("00000001.jsonl"));
        Files.write(folder.resolve("00000001.jsonl"), lines.subList(0, 4));
        Files.delete(folder.resolve("heads.jsonl"));
        assertThat(book.verify(folder, keys, List.of()).intact()).isTrue();
        Verified verified = book.verify(folder, keys, List.of(saved));
        assertThat(verified.intact()).isFalse();
        assertThat(verified.words()).contains("the tail was cut");
    }

    @Test
    void aFileThatHoldsNoHeadProvesNothing() throws Exception {
        Path saved = Files.writeString(state.resolve("saved"), "{}\n");
        assertThatThrownBy(() -> book.verify(folder, keys, List.of(saved)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("line 1 is not a signed head");
    }

    /// R21
    @Test
    void whatIsSealedOpensWithTheKeyAlone() throws Exception {
        assertThat(book.reveal(folder, keys, "r-1"))
                .hasValueSatisfying(json -> assertThat(json).contains("SELECT ssn FROM customers WHERE id = $1"));
        assertThat(book.reveal(folder, keys, "s-1")).hasValue("{\"claims\":{\"email\":\"a@b.example\"}}");
        assertThat(book.reveal(folder, keys, "r-9")).isEmpty();
        assertThatThrownBy(() -> book.reveal(folder, state.resolve("elsewhere"), "r-1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("the record is sealed with a key that is not here");
    }

    @Test
    void whereThereIsNoTrailItSaysSo() {
        Path nowhere = state.resolve("nowhere");
        assertThatThrownBy(() -> book.show(nowhere, ALL, _ -> true))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("no trail is there");
    }

    private void tamper(String piece, String replacement) throws IOException {
        Path segment = folder.resolve("00000001.jsonl");
        String text = Files.readString(segment);
        assertThat(text).contains(piece);
        Files.writeString(segment, text.replace(piece, replacement));
    }

    @Test
    void theSentencesCoverEveryKindThereIs() throws Exception {
        write(tasks());
        assertThat(shown(ALL).stream().map(Entry::kind).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(dev.sallyport.trail.line.EventKind.values())
                        .map(dev.sallyport.trail.line.EventKind::word)
                        .toList());
    }
}
