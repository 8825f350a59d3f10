package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Minting;
import dev.sallyport.app.config.OnTrailFailure;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TimeLimitEntry;
import dev.sallyport.app.config.TlsMode;
import dev.sallyport.app.config.TrailEntry;
import dev.sallyport.app.config.Witness;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.problem.Suggestion;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The targets, the way to them, and where the trail lies.
record TargetChecks(Configuration configuration, Problems problems) {

    void check() {
        configuration.targets().forEach(this::check);
        new ListenChecks(configuration, problems).check();
        if (!configuration.instance().matches("[a-z][a-z0-9]{0,15}")) {
            problems.error(
                    "instance",
                    "must be a letter and up to 15 letters or digits, lower case: "
                            + Shown.of(configuration.instance()));
        }
        if (configuration.targets().isEmpty()) {
            problems.error("targets", "none is given, so there is nothing to reach: give at least one");
        }
        trail(configuration.trail());
    }

    /// Whoever can change the records must not find the keys and the copies of the heads beside them (R21).
    private void trail(TrailEntry trail) {
        if (trail.keys().startsWith(trail.directory())) {
            problems.error(
                    "trail.keys",
                    "must lie outside `trail.directory`: "
                            + Shown.of(trail.keys().toString()));
        }
        trail.anchor().stream()
                .filter(anchor -> anchor.startsWith(trail.directory()))
                .forEach(anchor -> problems.error(
                        "trail.anchor", "must lie outside `trail.directory`: " + Shown.of(anchor.toString())));
        unrecorded("trail.onFailure", trail.onFailure());
    }

    private void unrecorded(String path, @Nullable OnTrailFailure onFailure) {
        if (onFailure == OnTrailFailure.ALLOW) {
            problems.warn(path, "actions leave no record while the trail cannot be written");
        }
    }

    private void check(String name, TargetEntry target) {
        String path = "targets." + name;
        Map<String, ?> purposes = configuration.purposes();
        if (!target.defaultPurpose().isEmpty() && !purposes.containsKey(target.defaultPurpose())) {
            problems.error(
                    path + ".default",
                    "no such purpose" + Suggestion.clause(target.defaultPurpose(), purposes.keySet()) + ": "
                            + Shown.of(target.defaultPurpose()));
        }
        unrecorded(path + ".onTrailFailure", target.onTrailFailure());
        AccountEntry account = target.lease().account();
        if (account != null) {
            new AccountChecks(path, account, problems).check(target.roles());
        }
        switch (target.protocol()) {
            case Postgres postgres -> {
                postgres(path + ".postgres", postgres);
                if (account == null) minting(name, postgres);
                TimeLimitEntry limits = target.limits();
                notBelow(path + ".limits.statementTimeout", limits.statementTimeout(), postgres.statementTimeout());
                Duration idle = target.lease().idleInTransaction();
                notBelow(path + ".limits.idleInTransaction", limits.idleInTransaction(), idle);
            }
            case Http http -> new HttpChecks(path + ".http", problems).http(http);
            case Llm llm -> new HttpChecks(path + ".llm", problems).llm(llm);
            case Mcp mcp -> new McpChecks(path + ".mcp", problems).check(mcp);
        }
        if (!(target.protocol() instanceof Postgres)) new ForeignChecks(path, target, problems).check();
    }

    /// A session begins with the target's own value, so the most that it may set cannot be less.
    private void notBelow(String path, @Nullable Duration most, Duration begins) {
        if (most != null && most.compareTo(begins) < 0) {
            problems.error(
                    path,
                    "must not be below what a session begins with, " + begins.toMillis() + "ms: "
                            + Shown.of(most.toMillis() + "ms"));
        }
    }

    private void postgres(String path, Postgres postgres) {
        if (postgres.witness() == Witness.OFF) {
            problems.warn(
                    path + ".witness",
                    "statements are believed to do what the gateway reads in them, the server is not asked: use `on`"
                            + " unless it cannot be: " + Shown.of("off"));
        }
        if (postgres.address().port() == 0) {
            problems.error(
                    path + ".address",
                    "needs a port: " + Shown.of(postgres.address().toString()));
        }
        if (postgres.tls().verifies() || postgres.address().isLoopback()) {
            return;
        }
        problems.warn(
                path + ".tls",
                postgres.tls() == TlsMode.DISABLE
                        ? "everything can be read on the way, use `verify-full`"
                        : "nobody checks who answers at the address, use `verify-full`");
    }

    /// R15
    private void minting(String name, Postgres postgres) {
        if (postgres.minting() == Minting.DIRECT) {
            problems.warn(
                    "targets." + name + ".postgres.minting",
                    "the gateway's account makes roles by its own power (CREATEROLE or superuser), so it can read what"
                            + " it hands out, and more on PostgreSQL 15: run `sallyport target setup " + name
                            + "` and use `functions`: " + Shown.of("direct"));
        }
    }
}
