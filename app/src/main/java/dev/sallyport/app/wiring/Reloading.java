package dev.sallyport.app.wiring;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.session.Mode;
import dev.sallyport.app.admin.view.Reload;
import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.gateway.Sessions;
import dev.sallyport.postgres.PostgresConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/// Loads the configuration anew, whole or not at all. First everything that can fail is made ready
/// beside what runs: targets, certificate, auth methods. Then hash and actor go into the trail (R22),
/// then all of it is swapped, and open sessions are reconsidered at once (R18).
final class Reloading implements Reload {

    private final Path file;
    private final ConfigurationFile loader;
    private final AtomicReference<InForce> inForce;
    private final PolicyDecisionPoint authority;
    private final Sessions sessions;
    private final Reattesting reattesting;
    private final Serving serving;
    private final Optional<PostgresConnector> connector;
    private final Optional<HttpDoor> door;
    private final Trail trail;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();

    Reloading(
            Path file,
            ConfigurationFile loader,
            AtomicReference<InForce> inForce,
            PolicyDecisionPoint authority,
            Sessions sessions,
            Reattesting reattesting,
            Serving serving,
            Optional<PostgresConnector> connector,
            Optional<HttpDoor> door,
            Trail trail,
            InstantSource clock) {
        this.file = file;
        this.loader = loader;
        this.inForce = inForce;
        this.authority = authority;
        this.sessions = sessions;
        this.reattesting = reattesting;
        this.serving = serving;
        this.connector = connector;
        this.door = door;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Result reload(String by, boolean mayObserve) throws IOException, InterruptedException {
        one.lockInterruptibly();
        try {
            LoadResult result = loader.load(file);
            return switch (result) {
                case LoadResult.Rejected rejected -> new Rejected(faults(rejected));
                case LoadResult.Loaded loaded -> consider(loaded, by, mayObserve);
            };
        } finally {
            one.unlock();
        }
    }

    private static List<Fault> faults(LoadResult.Rejected rejected) {
        return rejected.problems().stream()
                .filter(problem -> problem.isError())
                .map(problem -> new Fault(problem.path(), problem.line(), problem.message()))
                .toList();
    }

    private Result consider(LoadResult.Loaded next, String by, boolean mayObserve) throws IOException {
        LoadResult.Loaded now = inForce.get().loaded();
        List<String> fixed = Fixed.changed(now.configuration(), next.configuration());
        if (!fixed.isEmpty()) return needsRestart(fixed);
        List<String> observing = newlyObserving(now.configuration(), next.configuration());
        if (!observing.isEmpty() && !mayObserve) return new ObserveNotAllowed(observing);
        return ready(next, by);
    }

    private Result ready(LoadResult.Loaded next, String by) throws IOException {
        Serving.Next prepared;
        try {
            prepared = serving.prepare(next.configuration());
        } catch (IOException e) {
            return new Rejected(List.of(new Fault("", 0, String.valueOf(e.getMessage()))));
        }
        boolean applied = false;
        try {
            Result result = apply(next, prepared, by);
            applied = true;
            return result;
        } finally {
            if (!applied) serving.discard(prepared);
        }
    }

    private static Result needsRestart(List<String> paths) {
        return new Rejected(paths.stream()
                .map(path -> new Fault(path, 0, "a change here needs a restart; nothing was loaded"))
                .toList());
    }

    /// The targets come first: whoever was let in by the new rules has a lease of the new targets.
    /// Whoever was let in by the old ones is found when the sessions are reconsidered, or when it
    /// enters.
    private Result apply(LoadResult.Loaded next, Serving.Next served, String by) throws IOException {
        InForce before = inForce.get();
        boolean same = next.generation().equals(before.loaded().generation());
        if (same && !serving.renewed(served)) return new Loaded(next.generation(), false);
        serving.awaitReadiness(served);
        InForce prepared = InForce.of(
                next, serving.authMethods(next.configuration(), before.methods(), clock.instant()), served.targets());
        Runnable rules;
        boolean recorded = false;
        try {
            rules = authority.prepare(next.rules());
            trail.write(new AuditEvent.Administered(clock.instant(), "reload", by, told(before, next, served)));
            recorded = true;
        } finally {
            if (!recorded) prepared.retire();
        }
        Runnable retirement = serving.swap(served, connector, door);
        rules.run();
        inForce.set(prepared);
        sessions.reconsider();
        reattesting.begin();
        retirement.run();
        before.retire();
        return new Loaded(next.generation(), true);
    }

    private String told(InForce before, LoadResult.Loaded next, Serving.Next served) {
        List<String> renewals = serving.renewals(served);
        String anew = renewals.isEmpty() ? "" : "anew: " + String.join(", ", renewals) + "; ";
        return anew + before.loaded().generation() + " → " + next.generation();
    }

    /// R20: a rule that did not observe and now would.
    private static List<String> newlyObserving(Configuration now, Configuration next) {
        List<AccessEntry> known = now.access();
        return next.access().stream()
                .filter(rule -> rule.mode() == Mode.OBSERVE && !known.contains(rule))
                .map(rule -> rule.from() + " → " + rule.to())
                .toList();
    }
}
