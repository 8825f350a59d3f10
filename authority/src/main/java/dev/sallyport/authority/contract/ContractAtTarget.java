package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Bid;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.Need;
import dev.sallyport.authority.budget.Subject;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Contract.Unproposed;
import dev.sallyport.authority.rules.Contract.Unusual;
import dev.sallyport.authority.rules.TargetRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One purpose at one target. Immutable.
public final class ContractAtTarget {

    private final Contract contract;
    private final TargetRules target;
    private final List<Clause> clauses;
    private final Tracked perSession;
    private final Tracked hourly;
    private final Costs costs;
    private final Flow flow;
    private final String otherwisePath;
    private final String ceilingPath;
    private final Signal.Contract released;

    /// @param otherwisePath the rule that denies what no line allows
    ContractAtTarget(
            Contract contract, TargetRules target, Tracked hourly, Costs costs, Flow flow, String otherwisePath) {
        this.contract = contract;
        this.target = target;
        this.hourly = hourly;
        this.costs = costs;
        this.flow = flow;
        this.otherwisePath = otherwisePath;
        Sensitive sensitive = new Sensitive(target);
        this.clauses = contract.allow().stream()
                .filter(line -> line.target().equals(target.name()))
                .map(line -> new Clause(line, sensitive))
                .toList();
        this.perSession = new Tracked(contract.allow().stream()
                .filter(line -> line.atMost().perSession() != Long.MAX_VALUE)
                .toList());
        this.ceilingPath = "targets." + target.name() + ".ceiling.perHour";
        this.released = new Signal.Contract(otherwisePath, true, "released by a human");
    }

    /// How long a human may take.
    public Duration patience() {
        return contract.holdPatience();
    }

    /// How the intent engine is followed.
    public Intent intent() {
        return contract.intent();
    }

    /// What becomes of what is unusual.
    public Unusual unusual() {
        return contract.unusual();
    }

    /// Where that stands in the configuration.
    public String unusualPath() {
        return "purposes." + contract.name() + ".unusual";
    }

    /// What becomes of what no model proposed.
    public Unproposed unproposed() {
        return contract.unproposed();
    }

    /// Where that stands in the configuration.
    public String unproposedPath() {
        return "purposes." + contract.name() + ".unproposed";
    }

    /// Where that stands in the configuration.
    public String intentPath() {
        return "purposes." + contract.name() + ".intent";
    }

    /// With so many denials a session ends; `Long.MAX_VALUE` for never.
    public long containAfter() {
        return contract.containAfter();
    }

    /// Where that stands in the configuration.
    public String containPath() {
        return "purposes." + contract.name() + ".containAfter";
    }

    /// Compares; asks no counter.
    public Reading read(Action action) {
        if (action.operations().isEmpty()) return uncovered(notUnderstood("the statement"));
        List<Need> needs = new ArrayList<>(action.operations().size());
        for (Operation operation : action.operations()) {
            if (free(operation)) continue;
            switch (offer(operation, action)) {
                case Offer.Refused refused -> {
                    return new Reading.Uncovered(misread(action).orElse(refused.deny()));
                }
                case Offer.Lines lines when lines.bids().isEmpty() -> {} // behind a view, and nobody counts it
                case Offer.Lines lines -> needs.add(need(operation, lines.bids()));
            }
            flow.need(operation, action, clauses).ifPresent(needs::add);
        }
        return new Reading.Covered(needs);
    }

    /// What is not understood explains why the rest does not fit: a column that is not there may be any column.
    private Optional<Deny> misread(Action action) {
        for (Operation operation : action.operations()) {
            if (operation.verb() == Verb.UNKNOWN && offer(operation, action) instanceof Offer.Refused(Deny deny))
                return Optional.of(deny);
        }
        return Optional.empty();
    }

    /// How each operation compares, for people.
    public List<Comparison> comparisons(Action action) {
        return action.operations().stream()
                .map(operation -> free(operation)
                        ? new Comparison(operation, "", true, "changes nothing at the target")
                        : compare(operation, offer(operation, action)))
                .toList();
    }

    private static Comparison compare(Operation operation, Offer offer) {
        return switch (offer) {
            case Offer.Refused refused ->
                new Comparison(
                        operation, refused.deny().rule(), false, refused.deny().reason());
            case Offer.Lines lines
            when lines.bids().isEmpty() -> new Comparison(operation, "", true, "is not counted behind a view");
            case Offer.Lines lines -> {
                Bid best = lines.bids().getFirst();
                yield new Comparison(
                        operation,
                        best.path(),
                        true,
                        best.held() ? "needs a human" : Phrases.doing(operation) + " is allowed");
            }
        };
    }

    /// What the action uses whether it is allowed or not: observe mode counts it.
    public List<Need> uses(Action action) {
        List<Need> needs = new ArrayList<>(action.operations().size());
        for (Operation operation : action.operations()) {
            if (free(operation) || operation.verb() == Verb.UNKNOWN) continue;
            Bid bid = new Bid(otherwisePath, AtMost.UNLIMITED, costs.of(operation, action), false, released, List.of());
            needs.add(need(operation, List.of(bid)).observed());
            if (operation.verb() != Verb.SHARE)
                flow.need(operation, action, clauses).ifPresent(needs::add);
        }
        return needs;
    }

    static boolean free(Operation operation) {
        return operation.verb() != Verb.UNKNOWN && (operation.concernsSessionOnly() || operation.isProposal());
    }

    /// What the lines say to one operation.
    Offer offer(Operation operation, Action action) {
        if (!operation.resource().target().equals(target.name())) {
            return new Offer.Refused(notUnderstood("something at another target"));
        }
        if (operation.labels().contains(Label.THROUGH)) return through(operation, action);
        return operation.verb() == Verb.UNKNOWN ? function(operation, action) : lines(operation, action);
    }

    /// The view is allowed by a line of its own. What is seen of the records behind it is paid from what
    /// any line leaves for them, and their sensitive columns need a grant there.
    private Offer through(Operation operation, Action action) {
        List<Bid> bids = new ArrayList<>(1);
        Miss missed = null;
        for (Clause clause : clauses) {
            if (!clause.concerns(operation)) continue;
            Optional<Miss> miss = clause.missedSensitive(operation);
            if (miss.isEmpty())
                bids.add(clause.bid(operation, costs.of(operation, action)).withoutHuman());
            else missed = miss.get();
        }
        if (!bids.isEmpty()) return new Offer.Lines(bids);
        if (missed != null) return new Offer.Refused(missed.deny());
        return operation.labels().contains(Label.SENSITIVE)
                ? new Offer.Refused(uncovered(operation))
                : new Offer.Lines(List.of());
    }

    private Offer lines(Operation operation, Action action) {
        List<Bid> bids = new ArrayList<>(1);
        Miss nearest = null;
        for (Clause clause : clauses) {
            if (clause.concerns(operation)) {
                Optional<Miss> miss = clause.miss(operation, action.phase());
                if (miss.isEmpty()) bids.add(clause.bid(operation, costs.of(operation, action)));
                else if (nearest == null || miss.get().nearness() > nearest.nearness()) nearest = miss.get();
            } else if (clause.finds(operation, action)) {
                bids.add(clause.bid(operation, Cost.FREE));
            }
        }
        if (!bids.isEmpty()) return new Offer.Lines(humansLast(bids));
        return contract.otherwise() == Otherwise.HOLD
                ? new Offer.Lines(List.of(otherwise(operation, action)))
                : new Offer.Refused(nearest != null ? nearest.deny() : uncovered(operation));
    }

    private Bid otherwise(Operation operation, Action action) {
        return new Bid(otherwisePath, AtMost.UNLIMITED, costs.of(operation, action), true, released, List.of());
    }

    private static List<Bid> humansLast(List<Bid> bids) {
        if (bids.size() > 1) bids.sort(Comparator.comparing(Bid::held));
        return bids;
    }

    /// A function outside the allow-list: only a line that names it lets it through. In company the other
    /// operations pay for what comes back; alone nobody knows how much that is.
    private Offer function(Operation operation, Action action) {
        boolean alone = action.operations().stream().allMatch(o -> o.verb() == Verb.UNKNOWN || free(o));
        Cost cost = alone ? new Cost.Records(Long.MAX_VALUE, Long.MAX_VALUE, 0, false) : Cost.FREE;
        List<Bid> bids = new ArrayList<>(1);
        if (operation.resource().kind().equals("function")) {
            for (Clause clause : clauses) {
                if (clause.names(operation)) bids.add(clause.bid(operation, cost));
            }
        }
        return bids.isEmpty()
                ? new Offer.Refused(
                        notUnderstood(operation.note().isEmpty() ? "a part of the statement" : operation.note()))
                : new Offer.Lines(humansLast(bids));
    }

    private Need need(Operation operation, List<Bid> bids) {
        Subject subject = new Subject(target.name(), operation.resource().name(), operation.verb());
        return new Need(
                subject,
                bids,
                target.ceilingPerHour(),
                ceilingPath,
                perSession.concerns(subject),
                hourly.concerns(subject),
                target.ceilingPerHour() != Long.MAX_VALUE,
                operation.labels().contains(Label.SPREAD));
    }

    private static Reading uncovered(Deny deny) {
        return new Reading.Uncovered(deny);
    }

    private Deny uncovered(Operation operation) {
        String reason = unstated()
                ? "no purpose was stated, and without one nothing is allowed at `" + target.name()
                        + "`: state a purpose"
                : "purpose `" + contract.name() + "` does not allow " + Phrases.undertaking(operation);
        return new Deny(otherwisePath, reason, List.of(new Signal.Contract(otherwisePath, false, reason)));
    }

    /// A contract of that name may be configured; then it is a purpose like others.
    private boolean unstated() {
        return contract.name().equals(Purpose.DEFAULT) && !otherwisePath.startsWith("purposes.");
    }

    private Deny notUnderstood(String what) {
        return new Deny(
                otherwisePath,
                "not understood, so it cannot be allowed: " + what,
                List.of(new Signal.NotUnderstood(what)));
    }
}
