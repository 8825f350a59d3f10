package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Explain;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.wiring.ClaimsSeen;
import dev.sallyport.app.wiring.LimitsFrom;
import dev.sallyport.app.wiring.wall.Wall;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/// Asks the real doors about a statement, with empty counters and an [assumed][AssumedCatalog] structure. Opens no
/// connection.
///
/// @param now the moment that is pretended, which decides whether observe mode is over
public record OfflineExplain(ConfigurationFile loader, InstantSource now) implements Explain {

    /// Who asks, as policies see it; `explain` is nobody's real subject.
    private static final String SUBJECT = "explain";

    private static final Duration PROOF = Duration.ofHours(1);
    private static final int SALT_BYTES = 16;

    @Override
    public Explanation explain(Question question) throws CommandFailure {
        Loaded loaded = Loading.of(loader, question.configuration());
        Approach approach = Approach.of(
                question, loaded.rules(), loaded.configuration().authMethods().keySet());
        Report report = new Report();
        Optional<AuthMethodEntry> method =
                Optional.ofNullable(loaded.configuration().authMethods().get(approach.from()));
        Optional<ClaimsSeen> seen = method.map(ClaimsSeen::by);
        SortedMap<String, Object> given = Claims.of(question.claims());
        SortedMap<String, Object> claims = seen.map(s -> s.of(given)).orElse(given);
        String where = method.map(AuthMethodEntry::where).orElse("");
        if (!fitting(approach.from(), seen, claims, report) || !identified(approach.from(), where, claims, report)) {
            return report.explanation();
        }
        Instant at = now.instant();
        Workload workload = new Workload(approach.from(), SUBJECT, SUBJECT, claims, at.plus(PROOF));
        // nothing is counted before or after, so any salt does
        PolicyDecisionPoint authority = new PolicyDecisionPoint(
                approach.rules(), new Counters(new byte[SALT_BYTES], LimitsFrom.counters(loaded.configuration())));
        switch (authority.admit(workload, question.target(), new DeclaredPurpose(question.purpose(), ""), at)) {
            case Entry.Refused refused -> report.refused(refused);
            case Entry.Granted granted -> {
                report.granted(granted, question);
                decide(authority, session(workload, question.target(), granted, at), loaded, question, report);
            }
        }
        return report.explanation();
    }

    /// The plain keys of a platform, such as `repositories`.
    private static boolean fitting(
            String method, Optional<ClaimsSeen> seen, SortedMap<String, Object> claims, Report report) {
        if (seen.isEmpty() || seen.get().required().isEmpty()) {
            return true;
        }
        String path = "authMethods." + method;
        if (claims.isEmpty()) {
            report.note(path + " is taken as met, give --claim to ask it");
            return true;
        }
        Optional<String> whyNot = seen.get().whyNot(claims);
        report.condition(path, whyNot);
        return whyNot.isEmpty();
    }

    /// Without claims nobody is pretended, so the condition is not asked.
    private static boolean identified(String method, String where, SortedMap<String, Object> claims, Report report) {
        String path = "authMethods." + method + ".where";
        if (where.isBlank()) {
            return true;
        }
        if (claims.isEmpty()) {
            report.note(path + " is taken as met, give --claim to ask it");
            return true;
        }
        Optional<String> whyNot = ClaimsCondition.compile(path, where).whyNot(claims);
        report.condition(path, whyNot);
        return whyNot.isEmpty();
    }

    private static Session session(Workload workload, String target, Entry.Granted granted, Instant at) {
        return new Session(
                SUBJECT,
                workload,
                List.of(),
                target,
                granted.purpose(),
                granted.access(),
                at,
                granted.access().latestEnd());
    }

    /// At a target over HTTP a role is a wall that the gateway itself builds; a database has its own.
    private static Optional<Wall> wall(Loaded loaded, Session session) {
        TargetEntry entry =
                Objects.requireNonNull(loaded.configuration().targets().get(session.target()));
        String role = session.access().role();
        return entry.protocol() instanceof Postgres
                ? Optional.empty()
                : Optional.of(Wall.of(
                        session.target(), entry.protocol(), role, entry.roles().getOrDefault(role, List.of())));
    }

    private static String rolePath(Session session) {
        return "targets." + session.target() + ".roles." + session.access().role();
    }

    private static void decide(
            PolicyDecisionPoint authority, Session session, Loaded loaded, Question question, Report report)
            throws CommandFailure {
        Understanding understood =
                Understanding.of(loaded.configuration(), session.access().role(), question);
        report.understood(understood);
        Optional<Operation> uncovered = wall(loaded, session).flatMap(wall -> wall.uncovered(understood.action()));
        if (uncovered.isPresent()) {
            report.walled(rolePath(session), uncovered.get());
            return;
        }
        State state = new State(session, PromptContext.EMPTY, session.openedAt(), Approval.None.NONE);
        report.decided(authority.explain(understood.action(), state));
    }
}
