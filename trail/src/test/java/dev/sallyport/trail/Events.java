package dev.sallyport.trail;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Events to write, plain ones and random ones (seeded).
public final class Events {

    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");
    public static final Generations GENERATIONS = new Generations("00112233445566aa", 7, "libpg-query 18");

    private static final String[] TEXTS = {
        "", "plain", "it's \"quoted\" \\ back", "line\nfeed\ttab\r\0", "\u001b[31mred\u001b[0m", "\u202eevil\u202c",
        "grüße – 東京", "😀\u200d💻", "\ud800 alone", "alone \udc00", "\u2028\u2029\u0085\u007f", "{[:,",
    };

    private Events() {}

    public static AuditEvent.Administered note(int number) {
        return new AuditEvent.Administered(NOON.plusSeconds(number), "note", "test", "number " + number);
    }

    public static Session session(String id) {
        Workload workload = new Workload(
                "support-pods",
                "system:serviceaccount:support:agent",
                "support/agent",
                new TreeMap<>(java.util.Map.of("namespace", "support", "pod", "agent-7f", "uid", 42L)),
                NOON.plusSeconds(3600));
        Envelope envelope = new Envelope(false, List.of(new Envelope.Allowance(Verb.READ, "crm/customers")));
        Access access = new Access("access[0]", "support", Mode.ENFORCE, envelope, NOON.plusSeconds(900));
        Purpose purpose = new Purpose("resolve-ticket", "answer ticket 17", Purpose.Declarer.AGENT);
        return new Session(id, workload, List.of(), "crm", purpose, access, NOON, NOON.plusSeconds(900));
    }

    /// A part of a task, delegated by [#session]'s workload.
    public static AuditEvent.TaskOpened task(String tree, String grant) {
        Workload parent = session("s-1").workload();
        Workload helper = new Workload(
                "support-pods",
                "system:serviceaccount:support:helper",
                "support/helper",
                new TreeMap<>(),
                NOON.plusSeconds(3600));
        Purpose purpose = new Purpose("resolve-ticket", "answer ticket 17", Purpose.Declarer.AGENT);
        Delegation delegation = new Delegation(
                tree,
                List.of(
                        new Delegation.Grant(tree, parent, purpose, TaskLimits.NONE),
                        new Delegation.Grant(grant, helper, purpose, new TaskLimits(Long.MAX_VALUE, 5))));
        return new AuditEvent.TaskOpened(
                NOON,
                delegation,
                List.of("crm"),
                purpose,
                "9f86d081884c7d659a2feaa0c55ad015",
                "address",
                NOON.plusSeconds(900),
                "10.0.0.9:5132");
    }

    public static Action read(String statement, String value, Set<Label> labels) {
        Resource customers = new Resource("crm", "table", "customers", List.of("id", "name"));
        Scope scope = new Scope.Keyed(List.of(new Scope.Key("id", List.of(value))), true);
        Operation operation = new Operation(Verb.READ, customers, scope, labels);
        return new Action(
                Action.Phase.PERFORM,
                List.of(operation),
                List.of(new Action.Argument("1", value)),
                statement,
                "9f86d081884c7d659a2feaa0c55ad015");
    }

    public static Permit permit(Reservation.Charge... charges) {
        return new Permit(
                "purposes.resolve-ticket.allow[0]",
                new Limits(5),
                List.of(),
                new Reservation(List.of(charges)),
                List.of(
                        new Signal.Baseline("access[0]", true, "support may read customers"),
                        new Signal.Contract("purposes.resolve-ticket.allow[0]", true, "keyed by id")));
    }

    public static AuditEvent.Decided decided(String request, Action action, Decision decision) {
        return new AuditEvent.Decided(NOON, request, session("s-1"), action, decision, GENERATIONS);
    }

    public static AuditEvent.Decided decided(String request) {
        return decided(
                request,
                read("SELECT id, name FROM customers WHERE id = $1", "42", Set.of()),
                permit(charge("k-1", 0)));
    }

    /// With all that is needed to decide it again (R24).
    public static AuditEvent.Decided decidedAgain(String request) {
        AuditEvent.Decided plain = decided(request);
        Basis basis = new Basis(
                new Approval.Given("h-1", "ada", "9f86d081884c7d659a2feaa0c55ad015"),
                List.of(List.of("a0b1c2d3e4f50617")),
                2,
                "9f86d081884c7d659a2feaa0c55ad015");
        return new AuditEvent.Decided(
                plain.at(),
                request,
                plain.session(),
                plain.action(),
                plain.decision(),
                GENERATIONS.of(new Stamp("", 12)),
                basis);
    }

    public static Reservation.Charge charge(String key, long records) {
        return new Reservation.Charge("workload|support/agent|crm/customers|READ", List.of(key), records);
    }

    public static AuditEvent.Performed performed(String request, Reservation.Charge... charges) {
        return performed(request, 0, charges);
    }

    public static AuditEvent.Performed performed(String request, long order, Reservation.Charge... charges) {
        Outcome outcome = new Outcome(Outcome.Ending.SUCCEEDED, 1, 1, 120, Duration.ofNanos(1_234_567));
        return new AuditEvent.Performed(
                NOON.plusMillis(2), request, "s-1", outcome, new Reservation(List.of(charges), order));
    }

    public static String text(Random random) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(4) == 0 ? text + TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(40)) : text;
    }

    public static AuditEvent random(Random random) {
        Instant at = NOON.plusMillis(random.nextInt(100_000));
        return switch (random.nextInt(14)) {
            case 0 ->
                new AuditEvent.Refused(
                        at, text(random), text(random), text(random), RefusalReason.EXPIRED, text(random));
            case 1 -> new AuditEvent.SessionOpened(at, session(text(random)), text(random), GENERATIONS);
            case 2 -> new AuditEvent.LeaseIssued(at, text(random), text(random), text(random), at.plusSeconds(60));
            case 3 ->
                new AuditEvent.Decided(
                        at, text(random), session(text(random)), action(random), decision(random), GENERATIONS);
            case 4 -> performed(text(random), charge(text(random), random.nextLong()));
            case 5 ->
                new AuditEvent.HoldAnswered(
                        at, text(random), text(random), text(random), random.nextBoolean(), text(random));
            case 6 -> new AuditEvent.LeaseDestroyed(at, text(random), text(random), true, text(random));
            case 7 -> new AuditEvent.SessionClosed(at, text(random), text(random));
            case 8 -> new AuditEvent.Alarm(at, text(random), text(random), text(random), text(random));
            case 9 -> task(text(random), text(random));
            case 10 -> new AuditEvent.TaskEnded(at, text(random), text(random), text(random));
            case 11 ->
                new AuditEvent.ContextAdded(
                        at,
                        text(random),
                        text(random),
                        PromptContext.Tier.DECLARED,
                        text(random),
                        text(random),
                        text(random),
                        text(random),
                        text(random));
            case 12 ->
                new AuditEvent.ContextHeard(
                        at,
                        text(random),
                        text(random),
                        random.nextInt(9),
                        List.of(new PromptContext.Turn(
                                "tool", text(random), text(random), PromptContext.Tier.OBSERVED, text(random))));
            default -> new AuditEvent.Administered(at, text(random), text(random), text(random));
        };
    }

    private static Action action(Random random) {
        Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
        Scope scope = switch (random.nextInt(3)) {
            case 0 -> new Scope.AtMost(random.nextLong(), random.nextBoolean());
            case 1 -> new Scope.Unbounded(-1);
            default ->
                new Scope.Keyed(
                        List.of(new Scope.Key(text(random), List.of(text(random)))), false, random.nextInt(5) - 1);
        };
        Resource resource = new Resource("crm", "table", text(random), List.of(text(random)));
        Set<Label> labels = random.nextBoolean() ? Set.of(Label.SENSITIVE, Label.LOCKS) : Set.of();
        List<Operation> operations = random.nextInt(5) == 0
                ? List.of()
                : List.of(new Operation(verb, resource, scope, labels, text(random)));
        return new Action(
                random.nextBoolean() ? Action.Phase.PREPARE : Action.Phase.PERFORM,
                operations,
                List.of(new Action.Argument(text(random), text(random))),
                text(random),
                text(random));
    }

    private static Decision decision(Random random) {
        List<Signal> evidence = List.of(
                new Signal.Baseline(text(random), true, text(random)),
                new Signal.Policies("cedar", false, List.of(text(random)), List.of()),
                new Signal.Contract(text(random), false, text(random)),
                new Signal.Volume(text(random), random.nextLong(), 1, 2),
                new Signal.NotUnderstood(text(random)),
                new Signal.NotEvaluated(text(random), text(random)),
                new Signal.Approved(text(random), text(random)),
                new Signal.Suspended(text(random), text(random)),
                new Signal.Intent(Signal.Intent.Course.STEP_UP, 517, text(random), List.of(text(random))),
                new Signal.Intent(
                        Signal.Intent.Course.ALLOW,
                        517,
                        text(random),
                        List.of(text(random)),
                        Signal.Intent.Judge.values()[random.nextInt(Signal.Intent.Judge.values().length)],
                        text(random)),
                new Signal.Unusual(List.of(text(random))),
                Signal.Proposed.BY_NOBODY,
                new Signal.Proposed(Signal.Proposed.Match.MODEL, text(random), text(random)),
                new Signal.Operational(text(random)));
        return switch (random.nextInt(4)) {
            case 0 ->
                new Permit(
                        text(random),
                        Limits.NONE,
                        List.of(new Mask("crm/customers", "ssn")),
                        Reservation.NOTHING,
                        evidence);
            case 1 -> new Deny(text(random), text(random), evidence);
            case 2 -> new Contain(text(random), text(random), evidence);
            default -> new Hold(text(random), text(random), Duration.ofSeconds(90), evidence);
        };
    }
}
