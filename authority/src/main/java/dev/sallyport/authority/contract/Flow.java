package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Bid;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.Need;
import dev.sallyport.authority.budget.Subject;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Line.AfterSensitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What flows from target to target (R6): whoever read what is sensitive sends nothing out for an hour, nor does
/// anybody of its session or task tree. Counted like everything else, so it holds across sessions and restarts.
public final class Flow {

    /// Across all targets.
    public static final Subject SENSITIVE = Subject.apart("sensitive", Verb.READ);

    /// One key, the same for every read: that something was read counts, not how much.
    private static final Cost SEEN = new Cost.Keys(1);

    private static final Cost NOTHING = new Cost.Keys();
    private static final AtMost NEVER = new AtMost(Long.MAX_VALUE, 0, 0);
    private static final Bid READ = new Bid(
            "sensitive",
            AtMost.UNLIMITED,
            SEEN,
            false,
            new Signal.Contract("sensitive", true, "what is read is sensitive: for a while nothing may be sent out"),
            List.of());

    private final boolean watched;

    /// @param lines of every contract: where none sends anything out, nobody needs to remember what was read
    Flow(Collection<Line> lines) {
        this.watched = lines.stream().anyMatch(line -> line.verb() == Verb.SHARE);
    }

    /// What an operation needs besides its own budgets.
    ///
    /// @param clauses the lines that could allow it
    Optional<Need> need(Operation operation, Action action, List<Clause> clauses) {
        if (!watched || action.phase() == Action.Phase.PREPARE) return Optional.empty();
        if (operation.verb() == Verb.SHARE) return sends(operation, clauses);
        return operation.labels().contains(Label.SENSITIVE) && operation.verb() == Verb.READ
                ? Optional.of(need(List.of(READ)))
                : Optional.empty();
    }

    private static Optional<Need> sends(Operation operation, List<Clause> clauses) {
        List<Bid> bids = new ArrayList<>();
        for (Clause clause : clauses) if (clause.concerns(operation)) bids(clause.line(), bids);
        return bids.isEmpty() ? Optional.empty() : Optional.of(need(bids));
    }

    private static void bids(Line line, List<Bid> bids) {
        if (line.afterSensitive() == AfterSensitive.ALLOW) bids.add(bid(line, AtMost.UNLIMITED, false));
        else bids.add(bid(line, NEVER, false));
        if (line.afterSensitive() == AfterSensitive.HOLD) bids.add(bid(line, AtMost.UNLIMITED, true));
    }

    private static Bid bid(Line line, AtMost most, boolean held) {
        String path = line.path() + ".afterSensitive";
        return new Bid(
                path,
                most,
                NOTHING,
                held,
                new Signal.Contract(path, true, "nothing sensitive stands in the way"),
                List.of());
    }

    private static Need need(List<Bid> bids) {
        return new Need(SENSITIVE, bids, Long.MAX_VALUE, "", true, true, false, false);
    }
}
