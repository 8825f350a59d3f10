package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.History;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The trail of a small morning, always the same one: two sessions of a support agent that reads customers
/// and tickets, is denied the dump, has a change released by a human, and looks at what is sensitive.
public final class Chronicle {

    static final String YAML = """
            listen: { postgres: 127.0.0.1:6432 }
            authMethods:
              support-pods:
                kubernetes: { audience: sallyport }
            targets:
              crm:
                postgres: { address: 127.0.0.1:5432, database: crm, admin: "file:crm-admin", clearText: allow }
                roles: { support: [ "SELECT ON customers, tickets", "UPDATE (status, note) ON tickets" ] }
                sensitive: { customers: [ssn] }
            access:
              - { from: support-pods, to: crm, as: support, purposes: resolve-ticket }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 5, perSession: 10, perHour: 40 } }
                  - { read: crm/tickets, atMost: { perSession: 50 } }
                  - { update: crm/tickets, keyedBy: id, atMost: { perAction: 1 }, hold: true }
            """;

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final byte[] SALT = "the salt of the morning".getBytes(StandardCharsets.UTF_8);

    private final PolicyDecisionPoint doors;
    private final Recorder recorder;
    private final FileTrail trail;
    private final Generations generations;
    private Instant now = NINE;
    private int number;

    private Chronicle(FileTrail trail, PolicyDecisionPoint doors, String generation) {
        this.trail = trail;
        this.doors = doors;
        this.recorder = new Recorder(trail, doors);
        this.generations = new Generations(generation, 3, "test");
    }

    /// What the commands call: the real thing.
    public static History history() {
        try {
            return new FileHistory(loader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurationFile loader() throws IOException {
        return new ConfigurationFile(
                FileGuard.ofThisProcess(), Map.of(), RealGrammars.all(), List.of(), InstantSource.fixed(NINE));
    }

    /// Leaves `copy/trail`, `copy/keys`, `old.yaml` (under which it was made) and `new.yaml` in a folder.
    public static void leave(Path folder) {
        try {
            configuration(folder.resolve("old.yaml"), YAML);
            configuration(
                    folder.resolve("new.yaml"),
                    YAML.replace("keyedBy: [id, email]", "keyedBy: id")
                            .replace("perSession: 10,", "perSession: 3,")
                            .replace(", hold: true", ""));
            Ruleset rules = Ruleset.of(loader(), folder.resolve("old.yaml"));
            TrailSettings settings = TrailSettings.in(folder.resolve("copy/trail"))
                    .keys(folder.resolve("copy/keys"))
                    .syncs(Duration.ofMillis(5), Duration.ofSeconds(20));
            Files.createDirectories(folder.resolve("copy"));
            try (FileTrail trail = FileTrail.open(settings, InstantSource.fixed(NINE))) {
                PolicyDecisionPoint doors =
                        new PolicyDecisionPoint(rules.rules(), new Counters(SALT, rules.capacity()));
                new Chronicle(trail, doors, rules.generation()).morning();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CommandFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /// A configuration gets another hash with every key that is added to the format.
    public static String hashed(String text, Path folder) {
        Path old = folder.resolve("old.yaml");
        try {
            return Files.exists(old) ? text.replace(Ruleset.of(loader(), old).generation(), "HASH") : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CommandFailure e) {
            throw new IllegalStateException(e);
        }
    }

    static void configuration(Path file, String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// As somebody would who wants a denial not to have been.
    public static void edit(Path folder) {
        try {
            Path segment = folder.resolve("copy/trail/00000001.jsonl");
            String text = Files.readString(segment);
            Files.writeString(segment, text.replaceFirst("\"verdict\":\"deny\"", "\"verdict\":\"hold\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void morning() throws IOException {
        trail.write(new AuditEvent.Administered(now, "start", "sallyport", generations.configuration()));
        Session first = opens("s-1", "answer ticket 17");
        does(first, customer("id", "42"), "SELECT id, name FROM customers WHERE id = 42", 1);
        does(first, customer("email", "ada@example.com"), "SELECT id, name FROM customers WHERE email = $1", 1);
        does(first, dump(), "SELECT id, name FROM customers", 0);
        does(first, tickets(), "SELECT id, status FROM tickets LIMIT 20", 12);
        isHeldAndReleased(first);
        does(first, secret(), "SELECT ssn FROM customers WHERE id = 42", 0);
        closes(first);
        Session second = opens("s-2", "answer ticket 18");
        for (int id = 1; id <= 4; id++) {
            does(second, customer("id", "" + id), "SELECT id, name FROM customers WHERE id = " + id, 1);
        }
        closes(second);
    }

    private Session opens(String id, String task) throws IOException {
        now = now.plusSeconds(60);
        number = 0;
        Workload workload = new Workload(
                "support-pods",
                "system:serviceaccount:support:agent",
                "support/agent",
                new TreeMap<>(Map.of("namespace", "support")),
                NINE.plus(Duration.ofHours(8)));
        Entry.Granted granted = (Entry.Granted) doors.admit(workload, "crm", new DeclaredPurpose("", task), now);
        Session session = new Session(
                id,
                workload,
                List.of(),
                "crm",
                granted.purpose(),
                granted.access(),
                now,
                granted.access().latestEnd());
        recorder.opened(session, generations);
        recorder.append(new AuditEvent.LeaseIssued(
                now, id, "sp_" + id, "SELECT ON customers, tickets", now.plus(Duration.ofHours(1))));
        recorder.endTurn();
        return session;
    }

    private void closes(Session session) {
        now = now.plusSeconds(1);
        recorder.append(new AuditEvent.LeaseDestroyed(now, session.id(), "sp_" + session.id(), true, ""));
        recorder.append(new AuditEvent.SessionClosed(now, session.id(), "the client left"));
        recorder.endTurn();
        doors.forget(session.id());
    }

    private void does(Session session, Operation operation, String statement, long records) {
        now = now.plusSeconds(1);
        Action action = action(operation, statement);
        State state = new State(session, PromptContext.EMPTY, now, Approval.None.NONE);
        if (recorder.decide(request(session), action, state, generations) instanceof Permit) performed(records);
        recorder.endTurn();
    }

    private void performed(long records) {
        now = now.plusMillis(2);
        Outcome outcome =
                new Outcome(Outcome.Ending.SUCCEEDED, records, records, records * 40, Duration.ofNanos(1_500_000));
        recorder.perform(recorder.running().getLast(), outcome, now);
    }

    private void isHeldAndReleased(Session session) {
        Action change = action(
                new Operation(Verb.UPDATE, table("tickets", "id", "status"), keyed("id", "17"), Set.of()),
                "UPDATE tickets SET status = 'closed' WHERE id = 17");
        String request = request(session);
        now = now.plusSeconds(1);
        State asked = new State(session, PromptContext.EMPTY, now, Approval.None.NONE);
        if (!(recorder.decide(request, change, asked, generations) instanceof Hold))
            throw new IllegalStateException("a change needs a human");
        now = now.plusSeconds(30);
        recorder.append(new AuditEvent.HoldAnswered(now, "h-1", request, "ada", true, "9f86"));
        State released =
                new State(session, PromptContext.EMPTY, now, new Approval.Given("h-1", "ada", change.fingerprint()));
        recorder.decide(request, change, released, generations);
        performed(1);
        recorder.endTurn();
    }

    private String request(Session session) {
        return session.id() + "-" + ++number;
    }

    private static Action action(Operation operation, String statement) {
        List<Action.Argument> arguments = new ArrayList<>();
        return new Action(Action.Phase.PERFORM, List.of(operation), arguments, statement, "fp:" + statement);
    }

    private static Operation customer(String key, String value) {
        return new Operation(Verb.READ, table("customers", "id", "name", key), keyed(key, value), Set.of());
    }

    private static Operation dump() {
        return new Operation(Verb.READ, table("customers", "id", "name"), new Scope.Unbounded(5000), Set.of());
    }

    private static Operation tickets() {
        return new Operation(Verb.READ, table("tickets", "id", "status"), new Scope.AtMost(20), Set.of());
    }

    private static Operation secret() {
        return new Operation(Verb.READ, table("customers", "id", "ssn"), keyed("id", "42"), Set.of(Label.SENSITIVE));
    }

    private static Resource table(String name, String... fields) {
        return new Resource(
                "crm", "table", name, List.of(fields).stream().distinct().toList());
    }

    private static Scope keyed(String field, String value) {
        return new Scope.Keyed(List.of(new Scope.Key(field, List.of(value))), true);
    }
}
