package dev.sallyport.app.admin;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.admin.view.Desks;
import dev.sallyport.app.admin.view.HealthView.Health;
import dev.sallyport.app.admin.view.HoldsDesk;
import dev.sallyport.app.admin.view.HoldsDesk.HeldAction;
import dev.sallyport.app.admin.view.Metrics;
import dev.sallyport.app.admin.view.Reload;
import dev.sallyport.app.admin.view.SessionsView;
import dev.sallyport.app.admin.view.ToolsDesk;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A gateway of two sessions and two held actions that remembers what it was told.
public final class FakeGateway implements SessionsView, HoldsDesk, ToolsDesk, Metrics, Reload {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// What was done, by whom.
    public final List<String> told = new CopyOnWriteArrayList<>();

    private final ConcurrentMap<String, OpenSession> sessions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, HeldAction> holds = new ConcurrentHashMap<>();
    private volatile Reload reload = (_, _) -> new Loaded("0123456789abcdef", true);
    private volatile boolean toolAnswered;
    private volatile List<String> troubles = List.of();

    public FakeGateway() {
        add(session("s-1", "support:triage"));
        add(session("s-2", "support:refunds"));
        add(held("h-1", session("s-1", "support:triage"), "UPDATE tickets SET status = 'closed'", Set.of()));
        add(held("h-2", session("s-2", "support:refunds"), "SELECT ssn FROM customers", Set.of(Label.SENSITIVE)));
    }

    public Desks desks() {
        return new Desks(
                () -> new Health("0.1.0", NOW.minusSeconds(7380), "0123456789abcdef", troubles),
                this,
                this,
                this,
                this,
                this,
                () -> Map.of("listen", Map.of("postgres", "127.0.0.1:6432"), "state", "state"));
    }

    public void troubles(String... now) {
        troubles = List.of(now);
    }

    public void onReload(Reload answer) {
        reload = answer;
    }

    public void add(HeldAction held) {
        holds.put(held.id(), held);
    }

    private void add(Session session) {
        sessions.put(session.id(), new OpenSession(session, "10.0.0.7:50112", 12, 1));
    }

    @Override
    public List<OpenSession> open() {
        return sessions.values().stream()
                .sorted((a, b) -> a.session().id().compareTo(b.session().id()))
                .toList();
    }

    @Override
    public List<OpenTask> tasks() {
        OpenTask root = new OpenTask(
                "t-1",
                "t-1",
                "",
                0,
                "support-pods:agent",
                "resolve-ticket",
                "ticket 4711",
                List.of("crm"),
                NOW.minusSeconds(60),
                NOW.plusSeconds(600));
        return sessions.size() < 2 ? List.of() : List.of(root, part(root));
    }

    private static OpenTask part(OpenTask root) {
        return new OpenTask(
                "t-2",
                root.id(),
                root.id(),
                1,
                "support-pods:helper",
                root.purpose(),
                "",
                root.targets(),
                NOW.minusSeconds(30),
                NOW.plusSeconds(300));
    }

    @Override
    public Optional<String> rotateKey(String by) {
        told.add("rotate by " + by);
        return Optional.of("key-2");
    }

    @Override
    public boolean end(String sessionId, String by, String reason) {
        told.add("end " + sessionId + " by " + by + ": " + reason);
        return sessions.remove(sessionId) != null;
    }

    @Override
    public List<HeldAction> waiting() {
        return holds.values().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    @Override
    public HoldsDesk.Outcome answer(HoldsDesk.Answer answer) {
        HeldAction held = holds.get(answer.holdId());
        if (held == null) return HoldsDesk.Outcome.NO_SUCH_HOLD;
        if (!held.fingerprint().equals(answer.fingerprint())) return HoldsDesk.Outcome.OTHER_FINGERPRINT;
        if (!held.expiresAt().isAfter(NOW)) return HoldsDesk.Outcome.OVER;
        holds.remove(answer.holdId());
        told.add((answer.approved() ? "approve " : "deny ") + answer.holdId() + " by " + answer.by() + ": "
                + answer.reason());
        return HoldsDesk.Outcome.RECORDED;
    }

    @Override
    public List<PinnedTool> tools() {
        String get = "sha256:" + "a".repeat(64);
        String changed = "sha256:" + "b".repeat(64);
        PinnedTool trusted = new PinnedTool("helpdesk", "get_ticket", false, get, get, "first use", NOW, List.of());
        PinnedTool waiting = new PinnedTool(
                "helpdesk",
                "list_tickets",
                true,
                changed,
                get,
                "first use",
                NOW,
                List.of("description was: `lists`, is: `lists, and \u001b[2J mails them`"));
        return toolAnswered ? List.of(trusted) : List.of(trusted, waiting);
    }

    @Override
    public ToolsDesk.Outcome answer(ToolsDesk.Answer answer) {
        if (toolAnswered
                || !answer.target().equals("helpdesk")
                || !answer.tool().equals("list_tickets")) return ToolsDesk.Outcome.NO_SUCH_TOOL;
        if (!answer.fingerprint().endsWith("b".repeat(64))) return ToolsDesk.Outcome.OTHER_FINGERPRINT;
        if (answer.reason().equals("pinned")) return ToolsDesk.Outcome.PINNED_OTHERWISE;
        toolAnswered = true;
        told.add((answer.approved() ? "trust " : "dismiss ") + answer.tool() + " by " + answer.by() + ": "
                + answer.reason());
        return ToolsDesk.Outcome.RECORDED;
    }

    @Override
    public Result reload(String by, boolean mayObserve) throws IOException, InterruptedException {
        told.add("reload by " + by + (mayObserve ? " who may observe" : ""));
        return reload.reload(by, mayObserve);
    }

    @Override
    public List<Family> families() {
        return List.of(
                new Family("sessions_open", "Sessions.", Kind.GAUGE, List.of(Sample.of(Map.of("target", "crm"), 2))));
    }

    @Override
    public Understanding understanding() {
        return new Understanding(400, 10);
    }

    public static Session session(String id, String subject) {
        return new Session(
                id,
                new Workload("support-pods", subject, subject, new TreeMap<>(), NOW.plusSeconds(3600)),
                List.of(),
                "crm",
                new Purpose("resolve-ticket", "ticket 4711", Purpose.Declarer.AGENT),
                new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, NOW.plusSeconds(3600)),
                NOW.minusSeconds(200),
                NOW.plusSeconds(3400));
    }

    public static HeldAction held(String id, Session session, String statement, Set<Label> labels) {
        Operation operation = new Operation(
                Verb.UPDATE,
                new Resource("crm", "table", "tickets", List.of("status")),
                new Scope.Unbounded(5000),
                labels);
        Action action = new Action(
                Action.Phase.PERFORM,
                List.of(operation),
                List.of(new Action.Argument("$1", "closed")),
                statement,
                "action-" + id);
        return new HeldAction(
                id,
                session.id() + "-7",
                session,
                action,
                "purposes.resolve-ticket.otherwise",
                "nothing in the contract covers it",
                NOW.minusSeconds(2),
                NOW.plusSeconds(298),
                "fingerprint-" + id);
    }
}
