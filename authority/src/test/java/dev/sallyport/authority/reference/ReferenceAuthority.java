package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Both doors without policies. One thread, no caches, straight from the rules.
final class ReferenceAuthority {

    enum Kind {
        PERMIT,
        DENY,
        HOLD
    }

    /// @param permit names what was reserved, for [#settle]
    record Answer(Kind kind, String rule, long rows, int permit) {
        Answer(Kind kind, String rule) {
            this(kind, rule, Long.MAX_VALUE, 0);
        }
    }

    final Book book = new Book();
    private final Rules rules;
    private final Coverage coverage;
    private final Limits limits;
    private int permits;
    private long latest = Long.MIN_VALUE;

    ReferenceAuthority(Rules rules) {
        this.rules = rules;
        this.coverage = new Coverage(rules);
        this.limits = new Limits(rules);
    }

    Answer decide(Action action, State state) {
        latest = Math.max(latest, Math.floorDiv(state.now().getEpochSecond(), 60));
        Session session = state.session();
        Optional<AccessRule> rule = rules.access().stream()
                .filter(r -> r.from().equals(session.workload().authMethod()))
                .filter(r -> r.to().equals(session.target()))
                .findFirst();
        if (rule.isEmpty() || !state.now().isBefore(session.endsAt())) {
            return new Answer(Kind.DENY, session.access().rule());
        }
        boolean observe = session.access().mode() == Mode.OBSERVE
                && rule.get().mode() == Mode.OBSERVE
                && state.now().isBefore(rule.get().observeUntil());
        return observe
                ? observe(action, state, rule.get())
                : doorTwo(action, state, rule.get().path());
    }

    private Answer observe(Action action, State state, AccessRule rule) {
        Answer would = doorTwo(action, state, rule.path());
        book.tear(would.permit());
        String named = would.kind() == Kind.PERMIT ? would.rule() : rule.path();
        int permit = ++permits;
        if (action.phase() == Action.Phase.PERFORM) {
            for (Operation operation : action.operations()) {
                if (operation.verb() == Verb.UNKNOWN || operation.concernsSessionOnly()) continue;
                Want want = Want.of(operation, action);
                Coverage.Way way = new Coverage.Way("", AtMost.UNLIMITED, false, want);
                long amount = want.named() ? want.keys().size() : want.most();
                for (Limits.Limit limit : limits.of(operation, way, state.session(), false)) {
                    limit.counter().ifPresent(counter -> write(counter, want, amount, permit));
                }
            }
        }
        return new Answer(Kind.PERMIT, named, Long.MAX_VALUE, permit);
    }

    private Answer doorTwo(Action action, State state, String accessRule) {
        Contract contract = limits.contract(state.session());
        String otherwise = contract == Limits.NOTHING
                ? "targets." + state.session().target() + ".default"
                : "purposes." + contract.name() + ".otherwise";
        if (action.operations().isEmpty()) return new Answer(Kind.DENY, otherwise);
        List<Coverage.Asked> asked = new ArrayList<>();
        for (Operation operation : action.operations()) {
            if (operation.verb() != Verb.UNKNOWN && operation.concernsSessionOnly()) continue;
            asked.add(coverage.ask(operation, action, contract, otherwise));
        }
        List<Coverage.Asked> refused =
                asked.stream().filter(one -> one.ways().isEmpty()).toList();
        Optional<Coverage.Asked> misread = refused.stream()
                .filter(one -> one.operation().verb() == Verb.UNKNOWN)
                .findFirst();
        if (misread.isPresent()) return new Answer(Kind.DENY, misread.get().deniedBy());
        if (!refused.isEmpty()) return new Answer(Kind.DENY, refused.getFirst().deniedBy());
        if (action.phase() == Action.Phase.PREPARE) return prepare(asked, state.session(), accessRule);
        return perform(asked, action, state, accessRule);
    }

    private Answer prepare(List<Coverage.Asked> asked, Session session, String accessRule) {
        for (Coverage.Asked one : asked) {
            String first = null;
            boolean fits = false;
            for (Coverage.Way way : one.ways()) {
                String stopped = null;
                Want want = way.want();
                long least = want.free() ? 0 : want.named() ? want.keys().size() : want.least();
                for (Limits.Limit limit : limits.alone(way, session)) {
                    if (stopped == null && least > limit.allowed()) stopped = limit.path();
                }
                if (stopped == null) fits = true;
                else if (first == null) first = stopped;
            }
            if (!fits) return new Answer(Kind.DENY, first);
        }
        return new Answer(
                Kind.PERMIT,
                asked.isEmpty()
                        ? accessRule
                        : asked.getFirst().ways().getFirst().path());
    }

    private Answer perform(List<Coverage.Asked> asked, Action action, State state, String accessRule) {
        int permit = ++permits;
        Attempt without = attempt(asked, state.session(), false);
        if (without.stoppedBy() == null) return permitted(asked, without.ways(), state.session(), permit, accessRule);
        Attempt with = attempt(asked, state.session(), true);
        if (with.stoppedBy() != null) return new Answer(Kind.DENY, with.stoppedBy());
        boolean none = state.approval() == Approval.None.NONE;
        boolean released = state.approval() instanceof Approval.Given given
                && given.fingerprint().equals(action.fingerprint());
        if (released) return permitted(asked, with.ways(), state.session(), permit, accessRule);
        Coverage.Way held =
                with.ways().stream().filter(Coverage.Way::held).findFirst().orElseThrow();
        return new Answer(none ? Kind.HOLD : Kind.DENY, held.path());
    }

    /// One way for each operation, or what stops the first that has none.
    private record Attempt(
            List<Coverage.Way> ways, @Nullable String stoppedBy) {}

    private Attempt attempt(List<Coverage.Asked> asked, Session session, boolean humans) {
        List<Coverage.Asked> open = asked.stream()
                .map(one -> new Coverage.Asked(
                        one.operation(),
                        one.ways().stream().filter(way -> humans || !way.held()).toList(),
                        ""))
                .toList();
        List<Want> wants = open.stream().map(ReferenceAuthority::least).toList();
        List<Coverage.Way> chosen = new ArrayList<>();
        for (Coverage.Asked one : open) {
            Optional<Coverage.Way> free =
                    one.ways().stream().filter(way -> way.want().free()).findFirst();
            Coverage.Way best = free.orElse(null);
            long most = -1;
            for (Coverage.Way way : one.ways()) {
                if (free.isPresent()) continue;
                long room = room(one.operation(), way, open, wants, session);
                if (room > most) {
                    most = room;
                    best = way;
                }
            }
            if (best == null) return new Attempt(List.of(), humans ? stop(one, open, wants, session) : "");
            chosen.add(best);
        }
        return new Attempt(chosen, null);
    }

    /// Nothing where one way costs nothing.
    private static Want least(Coverage.Asked one) {
        return one.ways().stream()
                .map(Coverage.Way::want)
                .filter(Want::free)
                .findFirst()
                .orElse(
                        one.ways().isEmpty()
                                ? Want.NOTHING
                                : one.ways().getFirst().want());
    }

    private long room(
            Operation operation, Coverage.Way way, List<Coverage.Asked> asked, List<Want> wants, Session session) {
        long room = Want.ANY;
        for (Limits.Limit limit : limits.of(operation, way, session, true)) {
            room = Math.min(room, room(limit, operation, asked, wants, session));
        }
        return room;
    }

    /// What a limit leaves when the whole action takes what it takes at least; negative when it does not
    /// hold that.
    private long room(
            Limits.Limit limit, Operation operation, List<Coverage.Asked> asked, List<Want> wants, Session session) {
        if (limit.allowed() == Want.ANY) return Want.ANY;
        long total = limit.counter().map(counter -> book.used(counter, latest)).orElse(0L);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!draws(limit, operation, asked.get(i).operation(), session)) continue;
            if (wants.get(i).named() && limit.counter().isEmpty())
                total += wants.get(i).keys().size();
            else if (wants.get(i).named()) keys.addAll(wants.get(i).keys());
            else if (wants.get(i).least() == Want.ANY) return -1;
            else total += wants.get(i).least();
        }
        for (String key : keys) if (!book.has(limit.counter().orElseThrow(), key, latest)) total++;
        return Math.max(-1, limit.allowed() - total);
    }

    /// Whether an operation takes from what the limit of another bounds.
    private static boolean draws(Limits.Limit limit, Operation operation, Operation other, Session session) {
        if (limit.counter().isEmpty()) return same(operation, other);
        Book.Counter counter = limit.counter().get();
        return counter.same(new Book.Counter(
                counter.scale(), counter.owner(), other.resource().path(), other.verb()));
    }

    private String stop(Coverage.Asked one, List<Coverage.Asked> asked, List<Want> wants, Session session) {
        for (Limits.Limit limit : limits.of(one.operation(), one.ways().getFirst(), session, true)) {
            if (room(limit, one.operation(), asked, wants, session) < 0) return limit.path();
        }
        throw new AssertionError("nothing stops " + one);
    }

    private Answer permitted(
            List<Coverage.Asked> asked, List<Coverage.Way> chosen, Session session, int permit, String accessRule) {
        List<Taken> taken = new ArrayList<>();
        List<Want> wants = chosen.stream().map(Coverage.Way::want).toList();
        List<Long> beyond = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            if (wants.get(i).free()) {
                beyond.add(0L);
                continue;
            }
            Operation operation = asked.get(i).operation();
            long more = Want.ANY;
            boolean limited = false;
            for (Limits.Limit own : limits.of(operation, chosen.get(i), session, true)) {
                Limits.Limit strict = strictest(own, operation, asked, chosen, session);
                if (strict.allowed() == Want.ANY) continue;
                limited = true;
                long spare = room(strict, operation, asked, wants, session);
                int sharers = 0;
                for (int j = 0; j < chosen.size(); j++) {
                    if (!draws(own, operation, asked.get(j).operation(), session)) continue;
                    if (j < i) spare -= beyond.get(j);
                    else if (stretches(wants.get(j))) sharers++;
                }
                more = Math.min(more, spare / Math.max(1, sharers));
            }
            Want want = wants.get(i);
            more = stretches(want) ? Math.min(more, want.most() - want.least()) : 0;
            beyond.add(more);
            long amount = want.named() ? want.keys().size() : !limited ? want.most() : want.least() + more;
            taken.add(new Taken(
                    want,
                    Limits.and(chosen.get(i).limits(), session),
                    amount,
                    limited,
                    operation.labels().contains(Label.SPREAD)
                            || (want.firm() && amount == want.most() && (want.whole() || amount == 0))));
        }
        write(asked, chosen, taken, session, permit);
        return new Answer(
                Kind.PERMIT, chosen.isEmpty() ? accessRule : chosen.getFirst().path(), Taken.rows(taken), permit);
    }

    private static boolean stretches(Want want) {
        return !want.free() && !want.named() && want.most() > want.least();
    }

    private Limits.Limit strictest(
            Limits.Limit own,
            Operation operation,
            List<Coverage.Asked> asked,
            List<Coverage.Way> chosen,
            Session session) {
        long strictest = own.allowed();
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i).want().free()) continue;
            for (Limits.Limit other : limits.of(asked.get(i).operation(), chosen.get(i), session, true)) {
                boolean alike = own.counter().isPresent() == other.counter().isPresent()
                        && own.counter()
                                .map(c -> c.same(other.counter().orElseThrow()))
                                .orElse(same(operation, asked.get(i).operation()));
                if (alike) strictest = Math.min(strictest, other.allowed());
            }
        }
        return new Limits.Limit(own.path(), strictest, own.counter());
    }

    private void write(
            List<Coverage.Asked> asked, List<Coverage.Way> chosen, List<Taken> taken, Session session, int permit) {
        int next = 0;
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i).want().free()) continue;
            Taken one = taken.get(next++);
            for (Limits.Limit limit : limits.of(asked.get(i).operation(), chosen.get(i), session, true)) {
                limit.counter().ifPresent(counter -> write(counter, one.want(), one.amount(), permit));
            }
        }
    }

    private static boolean same(Operation a, Operation b) {
        return a.verb() == b.verb() && a.resource().path().equals(b.resource().path());
    }

    private void write(Book.Counter counter, Want want, long amount, int permit) {
        if (want.named()) {
            for (String key : want.keys()) {
                if (!book.knows(counter, key, latest)) {
                    book.entries.add(new Book.Entry(counter, permit, latest, key, 0));
                }
            }
            return;
        }
        Book.Entry entry = new Book.Entry(counter, permit, latest, "", amount == Want.ANY ? 0 : amount);
        entry.open = amount == Want.ANY;
        entry.floor = want.floor();
        if (want.firm() && amount == want.most()) entry.most = amount;
        entry.whole = want.whole() && !entry.open;
        book.entries.add(entry);
    }

    void settle(int permit, Outcome outcome) {
        if (outcome.ending() == Outcome.Ending.SKIPPED) {
            book.tear(permit);
            return;
        }
        for (Book.Entry entry : book.of(permit)) {
            entry.running = false;
            if (!entry.key.isEmpty() || entry.whole) continue;
            long seen = Math.min(entry.most, outcome.records());
            entry.records = switch (outcome.ending()) {
                case ABANDONED -> Math.max(entry.records, seen);
                case FAILED -> Math.max(seen, Math.min(entry.records, Math.max(1, entry.floor)));
                default -> Math.max(seen, entry.floor);
            };
        }
    }
}
