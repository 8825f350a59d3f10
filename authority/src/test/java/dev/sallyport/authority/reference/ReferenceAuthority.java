package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /// A limit that an earlier operation of the action relies on.
    private record Relied(Book.Counter counter, long limit) {}

    private static final Contract NOTHING = new Contract("", "", List.of(), Otherwise.DENY, Duration.ZERO);

    final Book book = new Book();
    private final Rules rules;
    private final Coverage coverage;
    private int permits;
    private long latest = Long.MIN_VALUE;

    ReferenceAuthority(Rules rules) {
        this.rules = rules;
        this.coverage = new Coverage(rules);
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
                Coverage.Way way = new Coverage.Way("", AtMost.UNLIMITED, false, Want.of(operation, action));
                List<Limit> limits = limits(operation, way, state.session(), false);
                take(operation, way, limits, permit, new ArrayList<>(), new ArrayList<>(), 1);
            }
        }
        return new Answer(Kind.PERMIT, named, Long.MAX_VALUE, permit);
    }

    private Contract contract(Session session) {
        String name = session.purpose().name();
        if (name.equals(Purpose.DEFAULT))
            name = rules.targets().get(session.target()).defaultContract();
        return rules.contracts().getOrDefault(name, NOTHING);
    }

    private Answer doorTwo(Action action, State state, String accessRule) {
        Contract contract = contract(state.session());
        String otherwise = contract == NOTHING
                ? "targets." + state.session().target() + ".defaultPurpose"
                : "purposes." + contract.name() + ".otherwise";
        if (action.operations().isEmpty()) return new Answer(Kind.DENY, otherwise);
        List<Coverage.Asked> asked = new ArrayList<>();
        for (Operation operation : action.operations()) {
            if (operation.verb() != Verb.UNKNOWN && operation.concernsSessionOnly()) continue;
            asked.add(coverage.ask(operation, action, contract, otherwise));
        }
        for (Coverage.Asked one : asked) if (one.ways().isEmpty()) return new Answer(Kind.DENY, one.deniedBy());
        if (action.phase() == Action.Phase.PREPARE) return prepare(asked, state.session(), accessRule);
        return perform(asked, action, state, accessRule);
    }

    /// A limit as it stands.
    ///
    /// @param counter empty for the limit per action
    private record Limit(String path, long allowed, Optional<Book.Counter> counter) {}

    private List<Limit> limits(Operation operation, Coverage.Way way, Session session, boolean stopped) {
        String resource = operation.resource().path();
        Verb verb = operation.verb();
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit(way.path() + ".atMost.perAction", way.limits().perAction(), Optional.empty()));
        if (contract(session).allow().stream()
                .anyMatch(l -> l.atMost().perSession() != Want.ANY && Coverage.isAbout(l, operation))) {
            limits.add(new Limit(
                    way.path() + ".atMost.perSession",
                    way.limits().perSession(),
                    Optional.of(new Book.Counter(Book.Scale.SESSION, session.id(), resource, verb))));
        }
        if (rules.contracts().values().stream()
                .flatMap(c -> c.allow().stream())
                .anyMatch(l -> l.atMost().perHour() != Want.ANY && Coverage.isAbout(l, operation))) {
            limits.add(new Limit(
                    way.path() + ".atMost.perHour",
                    way.limits().perHour(),
                    Optional.of(new Book.Counter(
                            Book.Scale.WORKLOAD, session.workload().countedAs(), resource, verb))));
        }
        long ceiling = rules.targets().get(session.target()).ceilingPerHour();
        if (ceiling != Want.ANY) {
            limits.add(new Limit(
                    "targets." + session.target() + ".ceiling.perHour",
                    stopped ? ceiling : Want.ANY,
                    Optional.of(new Book.Counter(Book.Scale.CEILING, "", resource, verb))));
        }
        return limits;
    }

    private Answer prepare(List<Coverage.Asked> asked, Session session, String accessRule) {
        for (Coverage.Asked one : asked) {
            String first = null;
            boolean fits = false;
            for (Coverage.Way way : one.ways()) {
                String stopped = null;
                Want want = way.want();
                long least = want.free() ? 0 : want.named() ? want.keys().size() : want.least();
                for (Limit limit : staticLimits(way, session)) {
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

    private List<Limit> staticLimits(Coverage.Way way, Session session) {
        String path = way.path() + ".atMost.";
        return List.of(
                new Limit(path + "perAction", way.limits().perAction(), Optional.empty()),
                new Limit(path + "perSession", way.limits().perSession(), Optional.empty()),
                new Limit(path + "perHour", way.limits().perHour(), Optional.empty()),
                new Limit(
                        "targets." + session.target() + ".ceiling.perHour",
                        rules.targets().get(session.target()).ceilingPerHour(),
                        Optional.empty()));
    }

    private Answer perform(List<Coverage.Asked> asked, Action action, State state, String accessRule) {
        int permit = ++permits;
        List<Coverage.Way> chosen = new ArrayList<>();
        List<Relied> relied = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Operation operation = asked.get(i).operation();
            String first = null;
            Coverage.Way fits = null;
            for (Coverage.Way way : asked.get(i).ways()) {
                if (fits != null) continue;
                List<Limit> limits = limits(operation, way, state.session(), true);
                Optional<String> stopped = take(operation, way, limits, permit, relied, taken, sharers(asked, i));
                if (stopped.isEmpty()) fits = way;
                else if (first == null) first = stopped.get();
            }
            if (fits == null) {
                book.tear(permit);
                return new Answer(Kind.DENY, first);
            }
            chosen.add(fits);
        }
        Optional<Coverage.Way> held = chosen.stream().filter(Coverage.Way::held).findFirst();
        if (held.isPresent()) {
            boolean none = state.approval() == Approval.None.NONE;
            boolean released = state.approval() instanceof Approval.Given given
                    && given.fingerprint().equals(action.fingerprint());
            if (!released) {
                book.tear(permit);
                return new Answer(none ? Kind.HOLD : Kind.DENY, held.get().path());
            }
        }
        return new Answer(
                Kind.PERMIT, chosen.isEmpty() ? accessRule : chosen.getFirst().path(), rows(taken), permit);
    }

    private static int sharers(List<Coverage.Asked> asked, int from) {
        int sharers = 0;
        for (int i = from; i < asked.size(); i++) {
            Operation other = asked.get(i).operation();
            Want want = asked.get(i).ways().getFirst().want();
            if (!want.free()
                    && !want.named()
                    && other.verb() == asked.get(from).operation().verb()
                    && other.resource()
                            .path()
                            .equals(asked.get(from).operation().resource().path())) sharers++;
        }
        return Math.max(1, sharers);
    }

    /// What one operation took.
    private record Taken(Operation operation, Want want, AtMost limits, long amount, boolean limited, long perAction) {}

    private static long rows(List<Taken> taken) {
        long rows = Want.ANY;
        List<Taken> unnamed = taken.stream().filter(t -> !t.want().named()).toList();
        if (!unnamed.isEmpty()) {
            for (Taken one : unnamed) if (one.limited()) rows = Math.min(rows, one.amount());
            return rows;
        }
        if (taken.isEmpty() || taken.stream().anyMatch(t -> !t.limited())) return Want.ANY;
        if (taken.size() == 1) return taken.getFirst().amount();
        long sum = 0;
        for (Taken one : taken) {
            if (one.limits().perAction() == Want.ANY) return Want.ANY;
            sum += one.limits().perAction();
        }
        return sum;
    }

    /// @return the limit that stops it
    private Optional<String> take(
            Operation operation,
            Coverage.Way way,
            List<Limit> limits,
            int permit,
            List<Relied> relied,
            List<Taken> taken,
            int sharers) {
        Want want = way.want();
        if (want.free()) return Optional.empty();
        long amount = want.named() ? want.keys().size() : want.most();
        boolean limited = false;
        List<Relied> mine = new ArrayList<>();
        long perAction = Want.ANY;
        for (Limit limit : limits) {
            long allowed = limit.allowed();
            long used = 0;
            long asked = want.keys().size();
            if (limit.counter().isPresent()) {
                Book.Counter counter = limit.counter().get();
                for (Relied one : relied) {
                    if (one.counter().same(counter)) allowed = Math.min(allowed, one.limit());
                }
                used = book.used(counter, latest);
                asked = want.keys().stream()
                        .filter(k -> !book.has(counter, k, latest))
                        .count();
                mine.add(new Relied(counter, allowed));
            } else {
                for (Taken one : taken) {
                    if (!same(one.operation(), operation)) continue;
                    allowed = Math.min(allowed, one.perAction());
                    used += one.want().most() == Want.ANY && one.amount() == Want.ANY ? 0 : one.amount();
                }
                perAction = allowed;
            }
            limited |= allowed != Want.ANY;
            long left = allowed == Want.ANY ? Want.ANY : Math.max(0, allowed - used);
            if (want.named() ? asked > left : want.least() > left) return Optional.of(limit.path());
            if (!want.named() && left != Want.ANY) {
                amount = Math.min(amount, Math.max(left / sharers, want.least()));
            }
        }
        relied.addAll(mine);
        taken.add(new Taken(operation, want, way.limits(), amount, limited, perAction));
        for (Limit limit : limits) {
            if (limit.counter().isPresent()) write(limit.counter().get(), want, amount, permit);
        }
        return Optional.empty();
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
            long seen = outcome.records();
            entry.records = switch (outcome.ending()) {
                case ABANDONED -> Math.max(entry.records, seen);
                case FAILED -> Math.max(seen, Math.min(entry.records, Math.max(1, entry.floor)));
                default -> Math.max(seen, entry.floor);
            };
        }
    }
}
