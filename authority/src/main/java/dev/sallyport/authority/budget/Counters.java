package dev.sallyport.authority.budget;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What every session, workload and target has used (R5). Outlives a reload of the rules; rebuilt from
/// the trail after a restart. Safe on every thread: one lock, held for the few hash look-ups of one
/// decision.
public final class Counters {

    private final KeyNames names;
    private final Shelves shelves;
    private final ReentrantLock lock = new ReentrantLock();
    /// What runs now, by the very object that its permit carries.
    private final IdentityHashMap<Reservation, List<Posting>> running = new IdentityHashMap<>();
    /// Never goes back, so that a clock that does cannot bring a budget back.
    private long latest = Long.MIN_VALUE;
    /// How often anybody asked or changed something.
    private long order;

    /// @param salt of the key digests: secret, and the same after every restart; at least 16 bytes
    public Counters(byte[] salt, Capacity capacity) {
        this(new KeyDigest(salt), capacity);
    }

    /// @param names under which keys are counted
    public Counters(KeyNames names, Capacity capacity) {
        this.names = names;
        this.shelves = new Shelves(capacity);
    }

    /// What an action ended with, as the trail tells it.
    ///
    /// @param at when it was decided
    /// @param charged what was settled, or the whole reservation when the trail does not say how it ended
    public record Spent(Instant at, Reservation charged) {}

    public Cost keys(Scope.Keyed keyed) {
        return names.of(keyed);
    }

    /// Does several things as if they were one: nobody else asks or changes anything in between.
    public <T> T together(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// The next place in the order of everything that is asked and changed (R24).
    public long next() {
        return together(() -> ++order);
    }

    /// Takes what all needs ask for, in one step, or nothing.
    ///
    /// @param released true when a human released the action: held lines count
    public Tender reserve(List<Need> needs, Owner owner, Instant now, boolean released) {
        return underLock(now, minute -> {
            Draft draft = new Draft(shelves, owner, minute, ++order, needs);
            Tender tender = draft.fill(released);
            if (tender instanceof Tender.Taken taken) keep(draft, taken);
            return tender;
        });
    }

    /// What [#reserve] would answer. Takes nothing, and has no place of its own in the order.
    public Tender weigh(List<Need> needs, Owner owner, Instant now, boolean released) {
        return underLock(now, minute -> {
            Draft draft = new Draft(shelves, owner, minute, order, needs);
            Tender tender = draft.fill(released);
            if (tender instanceof Tender.Taken) draft.undo();
            return tender;
        });
    }

    private void keep(Draft draft, Tender.Taken taken) {
        if (!draft.postings().isEmpty()) running.put(taken.reservation(), draft.postings());
    }

    /// Gives back what was reserved and not used. What was never reserved here, or was settled before,
    /// stays as it is.
    ///
    /// @return what stays charged
    public Reservation settle(Reservation reservation, Outcome outcome) {
        if (reservation.charges().isEmpty()) return reservation;
        lock.lock();
        try {
            List<Posting> postings = running.remove(reservation);
            return postings == null ? reservation : settle(postings, outcome);
        } finally {
            lock.unlock();
        }
    }

    private Reservation settle(List<Posting> postings, Outcome outcome) {
        List<Reservation.Charge> charges = new ArrayList<>(postings.size());
        for (Posting posting : postings) posting.settle(outcome, names).ifPresent(charges::add);
        return new Reservation(charges, ++order);
    }

    /// Takes what a trail says was taken, whatever any limit says, to follow a history as it was (R24).
    ///
    /// @param subjects what the action was about
    /// @return to be given to [#charge]
    public Reservation take(Owner owner, Collection<Subject> subjects, Reservation taken, Instant now) {
        return underLock(now, minute -> {
            List<Posting> postings = new ArrayList<>();
            for (Reservation.Charge charge : taken.charges()) {
                Window window = shelves.named(charge.counter(), owner, subjects);
                postings.add(new Posting(window, minute, digests(charge), charge.records()));
            }
            postings.forEach(Posting::take);
            Reservation again = new Reservation(taken.charges(), ++order);
            running.put(again, postings);
            return again;
        });
    }

    /// Charges what a trail says was finally charged, instead of what [#take] took.
    public void charge(Reservation taken, Reservation charged) {
        together(() -> {
            List<Posting> postings = running.remove(taken);
            if (postings == null) return ++order;
            postings.forEach(Posting::undo);
            for (Reservation.Charge charge : charged.charges()) charge(postings, charge);
            return ++order;
        });
    }

    private static void charge(List<Posting> postings, Reservation.Charge charge) {
        postings.stream()
                .filter(posting -> posting.isFor(charge.counter()))
                .findFirst()
                .ifPresent(posting -> posting.become(digests(charge), charge.records()));
    }

    private static long[] digests(Reservation.Charge charge) {
        return charge.keys().stream().mapToLong(KeyDigest::parse).toArray();
    }

    /// The session, the task tree or the grant is over: nobody asks for its own counters again.
    public void forget(String owner) {
        lock.lock();
        try {
            shelves.forget(owner);
        } finally {
            lock.unlock();
        }
    }

    /// Counts again what the trail says was charged. Counters of sessions are left out: no session survives a
    /// restart.
    ///
    /// @param spent in any order; what is too old to count is left out
    public void rebuild(Collection<Spent> spent, Instant now) {
        rebuild(spent, now, Set.of());
    }

    /// @param living task trees and grants that go on after the restart: what was used under their names counts
    ///     however old it is
    public void rebuild(Collection<Spent> spent, Instant now, Set<String> living) {
        Instant oldest = now.minusSeconds(Window.HOUR * 60 + 60);
        underLock(now, minute -> {
            spent.forEach(s -> restore(s, s.at().isAfter(oldest), living, minute));
            return spent;
        });
    }

    private void restore(Spent spent, boolean young, Set<String> living, long now) {
        for (Reservation.Charge charge : spent.charged().charges()) {
            String counter = charge.counter();
            if (counter.startsWith("session|") || counter.startsWith("task|")) {
                String owner = counter.split("\\|", 3)[1];
                if (living.contains(owner)) restore(shelves.survived(owner, counter), charge, spent.at(), now);
            } else if (young) {
                restore(shelves.restored(counter), charge, spent.at(), now);
            }
        }
    }

    private static void restore(Window window, Reservation.Charge charge, Instant at, long now) {
        window.used(now);
        window.confirm(minute(at), digests(charge));
        window.charge(minute(at), charge.records());
    }

    /// Every counter that counts something, for people and tests: keys and records used.
    public SortedMap<String, Long> usage(Instant now) {
        return underLock(now, minute -> {
            SortedMap<String, Long> usage = new TreeMap<>();
            shelves.each((name, window) -> {
                if (window.used(minute) > 0) usage.put(name, window.used(minute));
            });
            return usage;
        });
    }

    private interface AtMinute<T> {
        T at(long minute);
    }

    private <T> T underLock(Instant now, AtMinute<T> work) {
        lock.lock();
        try {
            latest = Math.max(latest, minute(now));
            return work.at(latest);
        } finally {
            lock.unlock();
        }
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }
}
