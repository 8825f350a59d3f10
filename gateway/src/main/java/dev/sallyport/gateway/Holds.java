package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/// The actions that wait for a human. Safe on every thread; what an answer does happens on the session's loop.
///
/// An answer is one-shot and stands in the trail, durably, before it has any effect. It is bound to exactly what
/// was shown (R19), and an approved action is decided again when it is released. A session waits with one action at
/// a time, so that no workload can hold more than it may open sessions.
public final class Holds {

    private final Trail trail;
    private final InstantSource clock;
    private final Ids ids;
    private final Semaphore room;
    private final Map<String, HeldAction> waiting = new ConcurrentHashMap<>();

    Holds(Trail trail, InstantSource clock, Ids ids, int max) {
        this.trail = trail;
        this.clock = clock;
        this.ids = ids;
        this.room = new Semaphore(max);
    }

    /// What waits, the longest first.
    public List<HoldView> list() {
        return waiting.values().stream()
                .filter(HeldAction::visible)
                .map(HeldAction::view)
                .sorted(Comparator.comparing(HoldView::heldAt).thenComparing(HoldView::id))
                .toList();
    }

    /// Blocks until the answer is recorded: not for an event loop.
    ///
    /// @param by who approves, as the admin socket knows them; never the requester (R19)
    public HoldAnswer approve(String id, String by) {
        return answer(id, new HeldAction.Word(true, by, ""));
    }

    /// Blocks until the answer is recorded: not for an event loop.
    ///
    /// @param reason for the agent to read; may be empty
    public HoldAnswer deny(String id, String by, String reason) {
        return answer(id, new HeldAction.Word(false, by, reason));
    }

    private HoldAnswer answer(String id, HeldAction.Word word) {
        HeldAction held = waiting.get(id.strip().toLowerCase(Locale.ROOT));
        if (held == null) return HoldAnswer.UNKNOWN;
        if (!mayAnswer(held, word)) return HoldAnswer.NOT_BY_YOU;
        Instant now = clock.instant();
        if (!now.isBefore(held.view().expiresAt())) return HoldAnswer.EXPIRED;
        return held.claim() ? record(held, word, now) : HoldAnswer.UNKNOWN;
    }

    private static boolean mayAnswer(HeldAction held, HeldAction.Word word) {
        if (word.by().isBlank()) return false;
        return !word.approved() || !held.requestedBy(word.by());
    }

    private HoldAnswer record(HeldAction held, HeldAction.Word word, Instant now) {
        HoldView view = held.view();
        boolean recorded = false;
        try {
            trail.write(new AuditEvent.HoldAnswered(
                    now, view.id(), view.requestId(), word.by(), word.approved(), view.fingerprint()));
            recorded = true;
        } catch (IOException e) {
            return HoldAnswer.TRAIL_UNAVAILABLE;
        } finally {
            if (!recorded) held.unclaim();
        }
        return deliver(held, word);
    }

    private HoldAnswer deliver(HeldAction held, HeldAction.Word word) {
        try {
            held.answer(word);
            return HoldAnswer.ACCEPTED;
        } catch (RejectedExecutionException e) {
            remove(held); // its loop is gone, and its session with it
            return HoldAnswer.UNKNOWN;
        }
    }

    /// A place for a hold, not yet shown to anyone.
    ///
    /// @return empty when too many wait
    Optional<HeldAction> reserve(Proposal proposal, Session session, Hold hold, String fingerprint) {
        if (!room.tryAcquire()) return Optional.empty();
        HeldAction held;
        do {
            HoldView view = HoldView.of(ids.hold(), proposal, session, hold, clock.instant(), fingerprint);
            held = new HeldAction(view, session);
        } while (waiting.putIfAbsent(held.view().id(), held) != null);
        return Optional.of(held);
    }

    /// Its session does not wait for it any more, for whatever reason. Idempotent.
    void remove(HeldAction held) {
        held.abandon();
        if (waiting.remove(held.view().id(), held)) room.release();
    }

    int size() {
        return waiting.size();
    }
}
