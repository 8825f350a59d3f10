package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.Served;
import dev.sallyport.postgres.target.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;

/// One target, by the settings that it is served by or will be.
///
/// @param authorities tells whether the file of its authorities says something else now
/// @param since when its connections were made ready
record RunningTarget(PostgresTarget target, TargetSettings settings, String authorities, Instant since) {

    /// Begins to learn its catalog and changes nothing there yet.
    static RunningTarget learn(String name, TargetEntry entry, String instance, Ground ground) throws IOException {
        return learn(PostgresFrom.entry(name, entry, instance, ground.secrets()), authorities(entry), ground);
    }

    private static RunningTarget learn(TargetSettings settings, String authorities, Ground ground) {
        PostgresTarget target = PostgresTarget.learn(settings, ground.clock(), ground.leases());
        return new RunningTarget(target, settings, authorities, ground.clock().instant());
    }

    private static String authorities(TargetEntry entry) throws IOException {
        Path file = switch (entry.protocol()) {
            case Postgres postgres -> postgres.ca();
        };
        return Material.of(file);
    }

    /// The same by another entry, on the connections that it has, where they still lead to the right place; otherwise
    /// another one.
    RunningTarget by(TargetEntry entry, String instance, Ground ground) throws IOException {
        TargetSettings next = PostgresFrom.entry(target.name(), entry, instance, ground.secrets());
        String now = authorities(entry);
        if (!target.adopts(next) || !now.equals(authorities)) return learn(next, now, ground);
        next.admin().password().close();
        return new RunningTarget(target, next.with(settings.admin()), now, since);
    }

    /// Of the roles this one alone: what another may do changes nothing for a lease.
    String shape(String role) {
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
}
