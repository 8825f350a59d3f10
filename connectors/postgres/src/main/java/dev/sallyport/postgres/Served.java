package dev.sallyport.postgres;

import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.wire.Reach;
import dev.sallyport.postgres.wire.Route;
import dev.sallyport.postgres.wire.WireLimits;
import dev.sallyport.transport.TlsFace;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

    /// @param face the listener's certificate
    /// @param byCertificate names of the targets at which a client's certificate is enough
    /// @throws IOException when the authorities of a target cannot be read
    public static Served of(Collection<Target> all, TlsFace face, WireLimits limits, Set<String> byCertificate)
            throws IOException {
        Map<String, Target> targets = new LinkedHashMap<>();
        Map<String, Route> routes = new LinkedHashMap<>();
        for (Target one : all) {
            targets.put(one.settings().name(), one);
            routes.put(one.settings().name(), one.target().route(one.settings()));
        }
        return new Served(targets, new Reach(routes, face, limits, byCertificate));
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
