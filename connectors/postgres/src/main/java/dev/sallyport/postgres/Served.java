package dev.sallyport.postgres;

import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.wire.Reach;
import dev.sallyport.postgres.wire.Route;
import dev.sallyport.postgres.wire.WireLimits;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a connector serves, made ready before it is swapped in, so that nothing can go wrong any more then.
public final class Served {

    private final Map<String, Target> targets;
    private final Reach reach;

    /// @param settings what it serves by; they differ from those it has at most in what
    ///     [PostgresTarget#adopts] takes
    public record Target(PostgresTarget target, TargetSettings settings) {}

    private Served(Map<String, Target> targets, Reach reach) {
        this.targets = Map.copyOf(targets);
        this.reach = reach;
    }

    /// @param tls the listener's certificate; null when every target allows clear text
    /// @throws IOException when the authorities of a target cannot be read
    public static Served of(Collection<Target> all, @Nullable SslContext tls, WireLimits limits) throws IOException {
        Map<String, Target> targets = new LinkedHashMap<>();
        Map<String, Route> routes = new LinkedHashMap<>();
        for (Target one : all) {
            targets.put(one.settings().name(), one);
            routes.put(one.settings().name(), one.target().route(one.settings()));
        }
        return new Served(targets, new Reach(routes, tls, limits));
    }

    Reach reach() {
        return reach;
    }

    @Nullable
    PostgresTarget target(String name) {
        Target found = targets.get(name);
        return found == null ? null : found.target();
    }

    void adopt() {
        targets.values().forEach(one -> one.target().adopt(one.settings()));
    }
}
