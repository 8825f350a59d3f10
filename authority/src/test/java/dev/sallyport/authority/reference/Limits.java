package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which limits an operation meets, one after the other, and what each counts.
record Limits(Rules rules) {

    static final Contract NOTHING = new Contract("", "", List.of(), Otherwise.DENY, Duration.ZERO, Long.MAX_VALUE);

    /// A limit as it stands.
    ///
    /// @param counter empty for the limit per action
    record Limit(String path, long allowed, Optional<Book.Counter> counter) {}

    Contract contract(Session session) {
        String name = session.purpose().name();
        if (name.equals(Purpose.DEFAULT))
            name = rules.targets().get(session.target()).defaultContract();
        return rules.contracts().getOrDefault(name, NOTHING);
    }

    /// @param stopped false when everything is counted and nothing is stopped
    List<Limit> of(Operation operation, Coverage.Way way, Session session, boolean stopped) {
        String resource = operation.resource().path();
        Verb verb = operation.verb();
        List<Limit> limits = new ArrayList<>();
        limits.add(perAction(way, session, stopped));
        if (contract(session).allow().stream()
                .anyMatch(l -> l.atMost().perSession() != Want.ANY && Coverage.isAbout(l, operation))) {
            limits.add(new Limit(
                    way.path() + ".atMost.perSession",
                    way.limits().perSession(),
                    Optional.of(new Book.Counter(Book.Scale.SESSION, everybody(session), resource, verb))));
        }
        for (Delegation.Grant grant : session.delegation().grants()) {
            if (grant.limits().perTask() == Want.ANY) continue;
            limits.add(new Limit(
                    "sallyport_task.limits.perTask",
                    stopped ? grant.limits().perTask() : Want.ANY,
                    Optional.of(new Book.Counter(Book.Scale.TASK, grant.id(), resource, verb))));
        }
        if (rules.contracts().values().stream()
                .flatMap(c -> c.allow().stream())
                .anyMatch(l -> l.atMost().perHour() != Want.ANY && Coverage.isAbout(l, operation))) {
            for (String workload : workloads(session)) {
                limits.add(new Limit(
                        way.path() + ".atMost.perHour",
                        way.limits().perHour(),
                        Optional.of(new Book.Counter(Book.Scale.WORKLOAD, workload, resource, verb))));
            }
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

    private static Limit perAction(Coverage.Way way, Session session, boolean stopped) {
        long line = way.limits().perAction();
        long both = stopped ? and(way.limits(), session).perAction() : line;
        String path = both < line ? "sallyport_task.limits.perAction" : way.path() + ".atMost.perAction";
        return new Limit(path, both, Optional.empty());
    }

    /// With what the tasks above say of one action.
    static AtMost and(AtMost line, Session session) {
        long perAction = line.perAction();
        for (Delegation.Grant grant : session.delegation().grants())
            perAction = Math.min(perAction, grant.limits().perAction());
        return new AtMost(perAction, line.perSession(), line.perHour());
    }

    private static String everybody(Session session) {
        return session.delegation().isNone()
                ? session.id()
                : session.delegation().tree();
    }

    private static Set<String> workloads(Session session) {
        Set<String> workloads = new LinkedHashSet<>(Set.of(session.workload().countedAs()));
        for (Delegation.Grant grant : session.delegation().grants()) {
            Workload workload = grant.workload();
            workloads.add(workload.countedAs());
        }
        return workloads;
    }

    /// What is asked of a statement that is only prepared.
    List<Limit> alone(Coverage.Way way, Session session) {
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
}
