package dev.sallyport.postgres;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.grammar.sql.HarmlessFunctions;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.catalog.CatalogSource;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.Lessor;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.PublicPrivilege;
import dev.sallyport.postgres.lease.Sweeper;
import dev.sallyport.postgres.plan.Hearing;
import dev.sallyport.postgres.plan.Testimonies;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.wire.Backgrounds;
import dev.sallyport.postgres.wire.Route;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One configured target while the gateway runs: the gateway's own line to it, its leases, its catalog.
public final class PostgresTarget implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PostgresTarget.class.getName());

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final AdminLine line;
    private final Lessor leases;
    private final CatalogSource catalog;
    private final RoleViews views = new RoleViews();
    private final Backgrounds backgrounds = new Backgrounds();
    private final Testimonies testimonies = new Testimonies(HarmlessFunctions.names());

    private PostgresTarget(TargetSettings settings, InstantSource clock, LeaseNames names) {
        this.line = new AdminLine(settings);
        this.leases = Lessor.of(line, clock, names);
        this.catalog = new CatalogSource(
                line,
                HarmlessFunctions.names(),
                CatalogSource.DEFAULT_INTERVAL,
                CatalogSource.DEFAULT_STALE_AFTER,
                clock);
    }

    /// Begins to look at the catalog and changes nothing at the target until [#sweep] is called: it may not be served
    /// in the end. In the background: a target that is away now is no reason not to serve the others.
    ///
    /// @param names of the leases of all targets of this gateway
    public static PostgresTarget learn(TargetSettings settings, InstantSource clock, LeaseNames names) {
        PostgresTarget target = new PostgresTarget(settings, clock, names);
        target.catalog.start();
        return target;
    }

    /// Begins to sweep. Call it once.
    public void sweep() {
        leases.start(new SweepLog(name()));
    }

    public String name() {
        return settings().name();
    }

    public TargetSettings settings() {
        return line.target();
    }

    /// Whether it can go on by these settings without another connection and another catalog.
    public boolean adopts(TargetSettings next) {
        return line.reaches(next)
                && settings().leases().kind().sameAs(next.leases().kind());
    }

    void adopt(TargetSettings next) {
        line.change(next);
    }

    /// It is not served any more: sweeps no longer, waits until its sessions have given their leases back, at most so
    /// long, then destroys the rest and closes. Blocks.
    public void retire(Duration patience) {
        leases.stop();
        boolean waiting = true;
        for (Duration left = patience;
                waiting && leases.live() > 0 && left.isPositive();
                left = left.minus(LOOK_AGAIN)) {
            waiting = slept();
        }
        close();
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Makes the credential for one session, or lends it.
    public LogIn mint(LeaseRequest request) throws IOException {
        return leases.mint(request);
    }

    /// Where leases are roles, which can be made ahead.
    Optional<Leases> roles() {
        return leases instanceof Leases roles ? Optional.of(roles) : Optional.empty();
    }

    /// As [#mint], for `dev.sallyport.postgres.probe`.
    public LogIn mintWithPassword(LeaseRequest request) throws IOException {
        return leases.mintWithPassword(request);
    }

    /// What PUBLIC may do at the target, outside the system schemas: every lease may do it too.
    public List<PublicPrivilege> publicPrivileges() throws IOException {
        return PublicPrivilege.list(line);
    }

    /// What its server said about statements so far.
    public Testimonies.Count witnessed() {
        return testimonies.count();
    }

    /// Looks at the catalog at once: for tests and the demo, which change it.
    public void refreshCatalog() {
        catalog.refresh().join();
    }

    /// Completes when the catalog was looked at; exceptionally when the target is away.
    public CompletableFuture<Void> catalogKnown() {
        return catalog.refresh().thenRun(() -> {});
    }

    /// The sensitive columns, the search path and the role belong to a statement's surroundings (R8). Leases differ in
    /// name only, so the configured role stands for them.
    public Optional<View> view(String role) {
        TargetSettings settings = settings();
        return catalog.current().map(now -> views.of(now, settings, role));
    }

    Route route(TargetSettings settings) throws IOException {
        return new Route(
                settings.name(),
                settings.host(),
                settings.port(),
                settings.database(),
                TargetTls.of(settings.tls()),
                settings.clearText(),
                settings.maxStatement(),
                settings.leases().idle(),
                settings.limits().ceilings(),
                this::view,
                new Hearing(settings.witness().on(), settings.witness().patience(), testimonies),
                !settings.sensitive().isEmpty(),
                backgrounds,
                settings.heard(),
                catalog::lookAgain,
                this::catalogKnown);
    }

    @Override
    public void close() {
        catalog.close();
        leases.close();
        line.close();
    }

    private record SweepLog(String target) implements Sweeper.Witness {
        @Override
        public void swept(dev.sallyport.postgres.lease.Sweep sweep) {
            LOG.log(Level.INFO, "swept leases of target `" + target + "`: " + sweep);
            if (!sweep.strangers().isEmpty())
                LOG.log(
                        Level.WARNING,
                        "leases of this gateway's `instance` that it does not know came up at target `" + target
                                + "` and were ended: give each gateway that serves it an `instance` of its own");
        }

        @Override
        public void missed(Exception why) {
            LOG.log(Level.WARNING, "leases of target `" + target + "` cannot be swept: " + why.getMessage());
        }
    }
}
