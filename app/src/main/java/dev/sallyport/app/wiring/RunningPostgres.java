package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.Served;
import dev.sallyport.postgres.target.TargetSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// One PostgreSQL target, by the settings that it is served by or will be.
///
/// @param authorities tells whether the file of its authorities says something else now
/// @param since when its connections were made ready
record RunningPostgres(PostgresTarget target, TargetSettings settings, String authorities, Instant since)
        implements RunningTarget {

    /// Begins to learn its catalog and changes nothing there yet.
    static RunningPostgres learn(String name, TargetEntry entry, Postgres postgres, String instance, Ground ground)
            throws IOException {
        return learn(
                PostgresFrom.entry(name, entry, postgres, instance, ground.secrets()),
                Material.of(postgres.ca()),
                ground);
    }

    private static RunningPostgres learn(TargetSettings settings, String authorities, Ground ground) {
        PostgresTarget target = PostgresTarget.learn(settings, ground.clock(), ground.leases());
        return new RunningPostgres(target, settings, authorities, ground.clock().instant());
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public RunningTarget by(TargetEntry entry, Configuration configuration, Ground ground) throws IOException {
        if (!(entry.protocol() instanceof Postgres postgres))
            return Catalog.target(name(), entry, configuration, ground);
        TargetSettings next = PostgresFrom.entry(name(), entry, postgres, configuration.instance(), ground.secrets());
        String now = Material.of(postgres.ca());
        if (!target.adopts(next) || !now.equals(authorities)) return learn(next, now, ground);
        next.admin().password().close();
        return new RunningPostgres(target, next.with(settings.admin()), now, since);
    }

    @Override
    public boolean sharesWith(RunningTarget other) {
        return other instanceof RunningPostgres same && same.target == target;
    }

    @Override
    public String shape(String role) {
        return String.join(
                "|",
                since.toString(),
                String.valueOf(settings.roles().get(role)),
                new TreeMap<>(settings.sensitive()).toString(),
                settings.leases().toString(),
                settings.limits().toString(),
                String.valueOf(settings.clearText()),
                String.valueOf(settings.maxStatement()),
                settings.witness().toString());
    }

    Served.Target served() {
        return new Served.Target(target, settings);
    }

    @Override
    public CompletableFuture<Void> known() {
        return target.catalogKnown();
    }

    @Override
    public void begin() {
        target.sweep();
    }

    @Override
    public void retire(Duration patience) {
        target.retire(patience);
    }

    @Override
    public void close() {
        target.close();
    }
}
