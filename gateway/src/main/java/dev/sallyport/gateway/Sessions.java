package dev.sallyport.gateway;

import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/// The open sessions of this gateway. Safe on every thread; what is done to a session happens on its
/// loop, at the latest a second later, plus the grace that its connector has to hang up.
public final class Sessions {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private final DoorOne doorOne;
    private final TaskTokens tokens;
    private final InstantSource clock;
    private final Quarantine quarantine;
    private final Duration quarantineLength;
    private final BinaryOperator<String> shape;
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();

    Sessions(Outside outside, Quarantine quarantine, Duration quarantineLength, BinaryOperator<String> shape) {
        this.doorOne = new DoorOne(outside.authority());
        this.tokens = outside.tokens();
        this.clock = outside.clock();
        this.quarantine = quarantine;
        this.quarantineLength = quarantineLength;
        this.shape = shape;
    }

    /// The oldest first.
    public List<SessionView> list() {
        return open.values().stream()
                .map(OpenSession::view)
                .sorted(Comparator.comparing(SessionView::openedAt).thenComparing(SessionView::id))
                .toList();
    }

    /// Revokes one session: its running answers are cut, its lease destroyed.
    ///
    /// @param reason for the agent and the trail
    /// @return false when there is no such session
    public boolean end(String id, String reason) {
        OpenSession session = open.get(id);
        if (session == null) return false;
        end(session, reason);
        return true;
    }

    /// Ends every session that hangs on a grant: a task that was revoked, with all that was delegated from
    /// it (R18).
    ///
    /// @return how many were there
    public int endTask(String grant, String reason) {
        return endAll(
                open.values().stream()
                        .filter(session -> session.session().delegation().holds(grant))
                        .toList(),
                reason);
    }

    /// @return how many were there
    public int endAll(String reason) {
        return endAll(List.copyOf(open.values()), reason);
    }

    /// Asks door one again for every open session (R18) and ends those that would now be refused, whose
    /// access is not the same any more, or whose time is over by a clock that jumped ahead of their
    /// timers. To be called when the configuration, a key or a revocation changed, and every minute.
    ///
    /// @return how many were ended
    public int reconsider() {
        int ended = 0;
        for (OpenSession session : open.values()) {
            Optional<String> reason = reasonToEnd(session);
            if (reason.isEmpty()) continue;
            end(session, reason.get());
            ended++;
        }
        return ended;
    }

    private Optional<String> reasonToEnd(OpenSession session) {
        Optional<String> overdue = session.overdue(clock.instant());
        return overdue.isPresent() ? overdue : objection(session).map(why -> "no longer admitted: " + why.detail());
    }

    /// Those that came with a proof of their own, not with a session token.
    List<Attested> attested() {
        return open.values().stream()
                .filter(open -> open.session().delegation().isNone())
                .map(this::attested)
                .toList();
    }

    private Attested attested(OpenSession open) {
        Session session = open.session();
        return new Attested(session.workload(), open.shown(), reason -> end(session.id(), reason));
    }

    /// @return false when a session of this id is there
    boolean add(OpenSession session) {
        return open.putIfAbsent(session.session().id(), session) == null;
    }

    void remove(String id) {
        open.remove(id);
    }

    int size() {
        return open.size();
    }

    /// A containment: the workload stays out for a while, and all its sessions end. The culprit has
    /// ended already, in its own way.
    void contain(Session culprit, String reason) {
        String workload = culprit.workload().countedAs();
        quarantine.add(workload, clock.instant().plus(quarantineLength));
        if (!culprit.delegation().isNone()) tokens.contained(culprit.delegation(), "contained: " + reason);
        List<OpenSession> all = open.values().stream()
                .filter(session -> actsFor(session.session(), workload) || sameTree(session.session(), culprit))
                .toList();
        endAll(all, "contained in session " + culprit.id() + ": " + reason);
    }

    private static boolean sameTree(Session session, Session culprit) {
        return !culprit.delegation().isNone() && session.budget().equals(culprit.budget());
    }

    private static boolean actsFor(Session session, String workload) {
        return session.workload().countedAs().equals(workload)
                || session.delegation().above().stream()
                        .anyMatch(grant -> grant.workload().countedAs().equals(workload));
    }

    private int endAll(List<OpenSession> sessions, String reason) {
        sessions.forEach(session -> end(session, reason));
        return sessions.size();
    }

    private void end(OpenSession session, String reason) {
        if (!session.end(reason)) remove(session.session().id());
    }

    /// Why this session would not be let in if it knocked now; empty when it would. A rule that lets
    /// nobody stay as long as this session would is kept to: the session's end moves forward.
    Optional<Refusal> objection(OpenSession session) {
        Delegation delegation = session.session().delegation();
        Optional<Instant> out = quarantine.of(session.session().workload(), delegation);
        if (out.isPresent()) return Optional.of(quarantined(out.get()));
        if (!delegation.isNone()) {
            Optional<String> ended = tokens.ended(delegation, clock.instant());
            if (ended.isPresent()) return Optional.of(new Refusal(RefusalReason.REVOKED, ended.get()));
        }
        try {
            return doorOne(session);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "door one failed", e);
            return Optional.of(new Refusal(RefusalReason.NOT_BOUND, "the access rules could not be evaluated"));
        }
    }

    static Refusal quarantined(Instant until) {
        return new Refusal(RefusalReason.QUARANTINED, "this workload is quarantined until `" + until + "`");
    }

    private Optional<Refusal> doorOne(OpenSession open) {
        Session session = open.session();
        return switch (doorOne.admit(
                session.workload(), session.delegation(), session.target(), open.declared(), clock.instant())) {
            case Entry.Refused refused -> Optional.of(new Refusal(refused.reason(), refused.detail()));
            case Entry.Granted granted -> compare(open, granted);
        };
    }

    private Optional<Refusal> compare(OpenSession open, Entry.Granted granted) {
        Session session = open.session();
        if (!granted.purpose().equals(session.purpose()) || !same(granted.access(), session.access())) {
            return Optional.of(new Refusal(RefusalReason.NOT_BOUND, "its access rule changed; connect again"));
        }
        if (!shape.apply(session.target(), session.access().role()).equals(open.shape())) {
            return Optional.of(new Refusal(RefusalReason.NOT_BOUND, "its target changed; connect again"));
        }
        open.shorten(granted.access().latestEnd());
        return Optional.empty();
    }

    /// The latest end is left out: most rules count it from now.
    private static boolean same(Access now, Access then) {
        return now.rule().equals(then.rule())
                && now.role().equals(then.role())
                && now.mode() == then.mode()
                && now.envelope().equals(then.envelope());
    }
}
