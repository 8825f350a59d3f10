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
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/// Loads the configuration anew, whole or not at all: rules and auth methods are swapped together, hash and actor stand
/// in the trail before (R22), open sessions are reconsidered at once after (R18).
final class Reloading implements Reload {

    private final Path file;
    private final ConfigurationFile loader;
    private final AtomicReference<InForce> inForce;
    private final PolicyDecisionPoint authority;
    private final Sessions sessions;
    private final Trail trail;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();

    Reloading(
            Path file,
            ConfigurationFile loader,
            AtomicReference<InForce> inForce,
            PolicyDecisionPoint authority,
            Sessions sessions,
            Trail trail,
            InstantSource clock) {
        this.file = file;
        this.loader = loader;
        this.inForce = inForce;
        this.authority = authority;
        this.sessions = sessions;
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
        if (next.generation().equals(now.generation())) return new Loaded(now.generation(), false);
        List<String> fixed = Fixed.changed(now.configuration(), next.configuration());
        if (!fixed.isEmpty()) return needsRestart(fixed);
        List<String> observing = newlyObserving(now.configuration(), next.configuration());
        if (!observing.isEmpty() && !mayObserve) return new ObserveNotAllowed(observing);
        return apply(next, by);
    }

    private static Result needsRestart(List<String> paths) {
        return new Rejected(paths.stream()
                .map(path -> new Fault(path, 0, "a change here needs a restart; nothing was loaded"))
                .toList());
    }

    private Result apply(LoadResult.Loaded next, String by) throws IOException {
        InForce prepared = new InForce(next, Catalog.authMethods(next.configuration()));
        InForce before = inForce.get();
        trail.write(new AuditEvent.Administered(
                clock.instant(), "reload", by, before.loaded().generation() + " → " + next.generation()));
        authority.reload(next.rules());
        inForce.set(prepared);
        before.retire();
        sessions.reconsider();
        return new Loaded(next.generation(), true);
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
