package dev.sallyport.authority.budget;

import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Reservation.Charge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one action would take from every counter concerned: kept whole, or undone whole. Used under the
/// lock of [Counters].
///
/// Operations are served in order; each takes the first of its lines whose limits still hold. Where two
/// operations of one action draw on the same counter, the stricter of their limits holds for both.
final class Draft {

    private static final long[] NO_KEYS = {};

    private final Shelves shelves;
    private final Counters.Owner owner;
    private final long minute;
    private final List<Bid> chosen = new ArrayList<>(2);
    private final List<Posting> postings = new ArrayList<>(4);
    private final List<Gauge> earlier = new ArrayList<>(4);
    private final RowCap cap = new RowCap();

    Draft(Shelves shelves, Counters.Owner owner, long minute) {
        this.shelves = shelves;
        this.owner = owner;
        this.minute = minute;
    }

    /// @param sharers operations from this one on that read the same resource without a key
    Optional<Tender.Exceeded> add(Need need, int sharers) {
        if (!shelves.roomy(owner, need, minute)) return Optional.of(full(need, "counters", shelves.capacity()));
        Optional<Tender.Exceeded> first = Optional.empty();
        for (Bid bid : need.bids()) {
            Optional<Tender.Exceeded> exceeded = add(need, bid, sharers);
            if (exceeded.isEmpty()) {
                chosen.add(bid);
                return exceeded;
            }
            if (first.isEmpty()) first = exceeded;
        }
        return first;
    }

    private Optional<Tender.Exceeded> add(Need need, Bid bid, int sharers) {
        if (bid.cost() instanceof Cost.Free) return Optional.empty();
        List<Gauge> gauges = gauges(need, bid);
        return switch (bid.cost()) {
            case Cost.Free _ -> Optional.empty();
            case Cost.Keys keys -> keys(need, bid, keys, gauges);
            case Cost.Records records -> records(need, records, gauges, sharers);
        };
    }

    private List<Gauge> gauges(Need need, Bid bid) {
        List<Gauge> gauges = new ArrayList<>(4);
        gauges.add(Gauge.action(need.subject(), bid, earlier));
        if (need.countsSession()) {
            gauges.add(Gauge.session(shelves.session(owner, need.subject()), bid, minute, earlier));
        }
        if (need.countsHour()) {
            gauges.add(Gauge.hour(shelves.workload(owner, need.subject()), bid, minute, earlier));
        }
        if (need.countsTarget()) {
            gauges.add(Gauge.ceiling(shelves.ceiling(need.subject()), need, minute, earlier));
        }
        return gauges;
    }

    private Optional<Tender.Exceeded> keys(Need need, Bid bid, Cost.Keys keys, List<Gauge> gauges) {
        int fresh = 0;
        for (Gauge gauge : gauges) {
            int asked = gauge.asked(keys.digests());
            if (asked > gauge.left()) return Optional.of(gauge.exceeded(need.subject(), asked));
            if (gauge.window() != null) fresh += asked;
        }
        Room room = shelves.room();
        if (fresh > room.left()) return Optional.of(full(need, "keys", room.capacity()));
        for (Gauge gauge : gauges) {
            long[] unknown = gauge.unknown(keys.digests());
            if (unknown.length > 0) post(gauge, unknown, 0, Posting.Terms.AS_RESERVED);
            gauge.spend(keys.count());
        }
        cap.keys(keys.count(), bid.atMost().perAction(), limited(gauges));
        earlier.addAll(gauges);
        return Optional.empty();
    }

    private Optional<Tender.Exceeded> records(Need need, Cost.Records records, List<Gauge> gauges, int sharers) {
        long take = records.atMost();
        for (Gauge gauge : gauges) {
            long left = gauge.left();
            if (left < records.atLeast()) return Optional.of(gauge.exceeded(need.subject(), records.atLeast()));
            if (left != Long.MAX_VALUE) take = Math.min(take, Math.max(left / sharers, records.atLeast()));
        }
        boolean open = take == Long.MAX_VALUE;
        Posting.Terms terms = new Posting.Terms(open || !records.kept(), records.floor());
        for (Gauge gauge : gauges) {
            post(gauge, NO_KEYS, open ? 0 : take, terms);
            gauge.spend(open ? 0 : take);
        }
        cap.records(limited(gauges) ? take : Long.MAX_VALUE);
        earlier.addAll(gauges);
        return Optional.empty();
    }

    private static boolean limited(List<Gauge> gauges) {
        for (Gauge gauge : gauges) {
            if (gauge.allowed() != Long.MAX_VALUE) return true;
        }
        return false;
    }

    private void post(Gauge gauge, long[] keys, long records, Posting.Terms terms) {
        Window window = gauge.window();
        if (window == null) return;
        Posting posting = new Posting(window, minute, keys, records, terms);
        posting.take();
        postings.add(posting);
    }

    private static Tender.Exceeded full(Need need, String what, long capacity) {
        return new Tender.Exceeded(
                need.subject(), "limits.counters." + what, "table of " + what, capacity, 1, capacity);
    }

    Optional<Bid> held() {
        for (Bid bid : chosen) {
            if (bid.held()) return Optional.of(bid);
        }
        return Optional.empty();
    }

    void undo() {
        postings.forEach(Posting::undo);
    }

    List<Posting> postings() {
        return postings;
    }

    Tender.Taken taken() {
        return new Tender.Taken(chosen, cap.rows(), reservation());
    }

    private Reservation reservation() {
        if (postings.isEmpty()) return Reservation.NOTHING;
        List<Charge> charges = new ArrayList<>(postings.size());
        for (Posting posting : postings) charges.add(posting.charge());
        return new Reservation(charges);
    }
}
