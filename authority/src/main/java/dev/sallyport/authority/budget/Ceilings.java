package dev.sallyport.authority.budget;

import java.util.List;
import java.util.Optional;

/// Limits that an action can never keep, however little was used before. Asked of a statement that is
/// only prepared: nothing is reserved for it.
public final class Ceilings {

    private Ceilings() {}

    /// Empty when each need has a line that it could fit at its best.
    public static Optional<Tender.Exceeded> impossible(List<Need> needs) {
        for (Need need : needs) {
            Optional<Tender.Exceeded> first = Optional.empty();
            boolean fits = false;
            for (Bid bid : need.bids()) {
                Optional<Tender.Exceeded> exceeded = impossible(need, bid);
                fits |= exceeded.isEmpty();
                if (first.isEmpty()) first = exceeded;
            }
            if (!fits) return first;
        }
        return Optional.empty();
    }

    private static Optional<Tender.Exceeded> impossible(Need need, Bid bid) {
        long asked = switch (bid.cost()) {
            case Cost.Free _ -> 0;
            case Cost.Keys keys -> keys.count();
            case Cost.Records records -> records.atLeast();
        };
        String path = bid.path() + ".atMost.";
        if (asked > bid.atMost().perAction()) {
            return exceeded(
                    need, path + "perAction", "action", asked, bid.atMost().perAction());
        }
        if (asked > bid.atMost().perSession()) {
            return exceeded(
                    need, path + "perSession", "session", asked, bid.atMost().perSession());
        }
        if (asked > bid.atMost().perHour()) {
            return exceeded(need, path + "perHour", "hour", asked, bid.atMost().perHour());
        }
        return asked > need.ceiling()
                ? exceeded(need, need.ceilingPath(), "hour over all workloads", asked, need.ceiling())
                : Optional.empty();
    }

    private static Optional<Tender.Exceeded> exceeded(Need need, String limit, String span, long asked, long allowed) {
        return Optional.of(new Tender.Exceeded(need.subject(), limit, span, 0, asked, allowed, 0));
    }
}
