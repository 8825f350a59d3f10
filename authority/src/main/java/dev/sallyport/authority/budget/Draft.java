package dev.sallyport.authority.budget;

import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Reservation.Charge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What one action would take from every counter concerned: kept whole, or undone whole. Used once,
/// under the lock of [Counters].
///
/// First it is added up what the operations take at least together. Then each operation gets, of the
/// lines that could allow it, the one that leaves the most beyond that; of equals the first. Lines that
/// need a human are looked at only when it does not work without. What the choice of one operation
/// takes does not depend on the choices of the others, so a contract with more lines permits at least
/// as much. Where operations draw on the same counter, the strictest of their lines' limits holds for
/// all of them, and what is left is shared.
final class Draft {

    private static final long[] NO_KEYS = {};

    private final Shelves shelves;
    private final Owner owner;
    private final long minute;
    private final long order;
    private final List<Need> needs;
    private final List<List<Stake>> stakes;
    private final List<Stake> all = new ArrayList<>(4);
    private final List<Bid> chosen;
    private final List<Posting> postings = new ArrayList<>(4);
    private final RowCap cap = new RowCap();

    /// @param order as in [Reservation#order]
    Draft(Shelves shelves, Owner owner, long minute, long order, List<Need> needs) {
        this.shelves = shelves;
        this.owner = owner;
        this.minute = minute;
        this.order = order;
        this.needs = needs;
        this.stakes = new ArrayList<>(needs.size());
        this.chosen = new ArrayList<>(needs.size());
    }

    /// @param released true when a human released the action
    Tender fill(boolean released) {
        try {
            for (Need need : needs) {
                if (!shelves.roomy(owner, need, minute)) return full(need, "counters", shelves.capacity());
                stakes.add(stake(need));
            }
            return offer(released);
        } finally {
            all.forEach(stake -> running(stake, -1));
        }
    }

    private Tender offer(boolean released) {
        if (choose(false).isPresent()) {
            OptionalInt stopped = choose(true);
            if (stopped.isPresent()) return exceeded(stopped.getAsInt());
        }
        Optional<Tender> crowded = crowded();
        if (crowded.isPresent()) return crowded.get();
        Bid held = held();
        return held == null || released ? take() : new Tender.Held(held, order);
    }

    private @Nullable Bid held() {
        for (Bid bid : chosen) if (bid.held()) return bid;
        return null;
    }

    // ---- what it draws on

    private List<Stake> stake(Need need) {
        List<Stake> own = new ArrayList<>(4);
        Subject subject = need.subject();
        own.add(at(subject).orElseGet(() -> remember(Stake.action(subject, owner.perAction()))));
        if (need.countsSession()) own.add(at(shelves.session(owner, subject), Span.SESSION, Long.MAX_VALUE));
        for (Owner.Task task : owner.tasks()) own.add(at(shelves.task(task, subject), Span.TASK, task.most()));
        if (need.countsHour()) {
            for (String workload : owner.workloads())
                own.add(at(shelves.workload(workload, subject), Span.HOUR, Long.MAX_VALUE));
        }
        if (need.countsTarget()) own.add(at(shelves.ceiling(subject), Span.CEILING, Long.MAX_VALUE));
        return own;
    }

    private Stake at(Window window, Span span, long tasks) {
        return at(window).orElseGet(() -> remember(Stake.of(window, span, minute, tasks)));
    }

    private Optional<Stake> at(Object place) {
        for (Stake stake : all) if (stake.isAt(place)) return Optional.of(stake);
        return Optional.empty();
    }

    /// Counters that count nothing may be cleared away to make room; not while this looks at them.
    private Stake remember(Stake stake) {
        all.add(stake);
        running(stake, 1);
        return stake;
    }

    private static void running(Stake stake, int change) {
        Window window = stake.window();
        if (window != null) window.running(change);
    }

    // ---- which lines pay

    /// @return the first operation that no line affords; empty when each has one
    private OptionalInt choose(boolean humans) {
        chosen.clear();
        all.forEach(Stake::reset);
        for (int i = 0; i < needs.size(); i++) {
            Cost cost = least(needs.get(i), humans);
            for (Stake stake : stakes.get(i)) stake.take(cost);
        }
        for (int i = 0; i < needs.size(); i++) {
            Bid best = best(i, humans);
            if (best == null) return OptionalInt.of(i);
            chosen.add(best);
        }
        return OptionalInt.empty();
    }

    /// Every line asks the same for it, or nothing.
    private static Cost least(Need need, boolean humans) {
        Cost cost = Cost.FREE;
        for (Bid bid : need.bids()) {
            if (bid.held() && !humans) continue;
            if (bid.cost() instanceof Cost.Free) return bid.cost();
            cost = bid.cost();
        }
        return cost;
    }

    private @Nullable Bid best(int at, boolean humans) {
        Need need = needs.get(at);
        Bid best = null;
        long most = -1;
        for (Bid bid : need.bids()) {
            if (bid.held() && !humans) continue;
            if (bid.cost() instanceof Cost.Free) return bid;
            long slack = slack(need, bid, stakes.get(at));
            if (slack > most) {
                best = bid;
                most = slack;
            }
        }
        return best;
    }

    private static long slack(Need need, Bid bid, List<Stake> stakes) {
        long slack = Long.MAX_VALUE;
        for (Stake stake : stakes) slack = Math.min(slack, stake.slack(stake.limit(need, bid)));
        return slack;
    }

    /// The first limit of the first line.
    private Tender exceeded(int at) {
        Need need = needs.get(at);
        Bid first = need.bids().getFirst();
        for (Stake stake : stakes.get(at)) {
            long limit = stake.limit(need, first);
            if (stake.slack(limit) < 0) {
                return new Tender.Exceeded(
                        need.subject(),
                        stake.path(need, first),
                        stake.words(),
                        stake.used(),
                        stake.total(),
                        limit,
                        order);
            }
        }
        throw new IllegalStateException("a line that fits was passed over: `" + first.path() + "`");
    }

    private Optional<Tender> crowded() {
        long fresh = 0;
        for (Stake stake : all) if (stake.window() != null) fresh += stake.fresh();
        Room room = shelves.room();
        return fresh > room.left() ? Optional.of(full(needs.getFirst(), "keys", room.capacity())) : Optional.empty();
    }

    private Tender full(Need need, String what, long capacity) {
        return new Tender.Exceeded(
                need.subject(), "limits.counters." + what, "table of " + what, capacity, 1, capacity, order);
    }

    // ---- what is taken

    private Tender take() {
        for (int i = 0; i < needs.size(); i++) limit(needs.get(i), chosen.get(i), stakes.get(i));
        all.forEach(Stake::share);
        for (int i = 0; i < needs.size(); i++) {
            if (needs.get(i).spread()) cap.spread();
            take(needs.get(i).subject(), chosen.get(i), stakes.get(i));
        }
        return new Tender.Taken(chosen, cap.rows(), reservation());
    }

    private static void limit(Need need, Bid bid, List<Stake> stakes) {
        if (bid.cost() instanceof Cost.Free) return;
        for (Stake stake : stakes) stake.limit(stake.limit(need, bid));
    }

    private void take(Subject subject, Bid bid, List<Stake> own) {
        switch (bid.cost()) {
            case Cost.Free _ -> {}
            case Cost.Keys keys -> {
                for (Stake stake : own) keys(subject, stake, keys.digests());
                if (!subject.isApart()) cap.known(keys.count(), perAction(bid), limited(own));
            }
            case Cost.Records records -> records(subject, records, bid, own);
        }
    }

    private long perAction(Bid bid) {
        return Math.min(bid.atMost().perAction(), owner.perAction());
    }

    private void keys(Subject subject, Stake stake, long[] digests) {
        Window window = stake.window();
        if (window == null) return;
        long[] unknown = window.unknown(digests);
        if (unknown.length > 0) post(subject, window, unknown, 0, Posting.Terms.AS_RESERVED);
    }

    private void records(Subject subject, Cost.Records records, Bid bid, List<Stake> own) {
        long take = records.stretches() ? stretched(records, own) : records.atLeast();
        boolean open = take == Long.MAX_VALUE;
        boolean whole = records.isWhole(take);
        Posting.Terms terms =
                new Posting.Terms(open || !records.kept(), records.floor(), whole ? take : Long.MAX_VALUE);
        for (Stake stake : own) {
            Window window = stake.window();
            if (window != null) post(subject, window, NO_KEYS, open ? 0 : take, terms);
        }
        if (whole && (records.kept() || take == 0)) cap.spread(); // rows of what is folded are no records
        if (whole) cap.known(take, perAction(bid), limited(own));
        else cap.records(limited(own) ? take : Long.MAX_VALUE);
    }

    private static long stretched(Cost.Records records, List<Stake> own) {
        long portion = Long.MAX_VALUE;
        for (Stake stake : own) portion = Math.min(portion, stake.portion());
        long more = Math.min(portion, records.atMost() - records.atLeast());
        for (Stake stake : own) stake.spend(more);
        return portion == Long.MAX_VALUE ? records.atMost() : records.atLeast() + more;
    }

    private static boolean limited(List<Stake> own) {
        for (Stake stake : own) if (stake.limited()) return true;
        return false;
    }

    private void post(Subject subject, Window window, long[] keys, long records, Posting.Terms terms) {
        Posting posting = new Posting(subject, window, minute, keys, records, terms);
        posting.take();
        postings.add(posting);
    }

    void undo() {
        postings.forEach(Posting::undo);
    }

    List<Posting> postings() {
        return postings;
    }

    private Reservation reservation() {
        List<Charge> charges = new ArrayList<>(postings.size());
        for (Posting posting : postings) charges.add(posting.charge());
        return new Reservation(charges, order);
    }
}
