package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.ClearText;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.wiring.wall.Wall;
import dev.sallyport.app.wiring.wall.WalledTarget;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.transport.http.Stand;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// One target over HTTP, by the entry that it is served by or will be.
///
/// @param material tells whether its files say something else now
/// @param since when it was made ready
record RunningOverHttp<L extends CredentialLease>(
        String name, TargetEntry entry, String material, Instant since, Behind<L> behind) implements RunningTarget {

    @Override
    public RunningTarget by(TargetEntry next, Configuration configuration, Ground ground) throws IOException {
        boolean same = next.protocol().equals(entry.protocol())
                && next.sensitive().equals(entry.sensitive())
                && HttpFiles.of(next.protocol()).equals(material);
        return same
                ? new RunningOverHttp<>(name, next, material, since, behind)
                : Catalog.target(name, next, configuration, ground);
    }

    @Override
    public boolean sharesWith(RunningTarget other) {
        return other instanceof RunningOverHttp<?> same && same.behind.closing().equals(behind.closing());
    }

    @Override
    public String shape(String role) {
        return String.join(
                "|",
                since.toString(),
                String.valueOf(entry.roles().get(role)),
                new TreeMap<>(entry.sensitive()).toString(),
                entry.lease().toString());
    }

    boolean inClearText() {
        return entry.protocol().clearText() == ClearText.ALLOW;
    }

    /// With a way in of its own, behind the walls of its roles: each is built once, for a role may have many lines and
    /// many sessions.
    Stand<L> stand(Gateway gateway, Supplier<? extends Map<String, AuthMethod>> methods) {
        var gate = gateway.corridor(methods, new Lending<>(behind.leases()));
        Map<String, Wall> walls = new ConcurrentHashMap<>();
        return new Stand<>(
                gate, new WalledTarget<>(behind.target(), role -> walls.computeIfAbsent(role, this::wall), gate));
    }

    private Wall wall(String role) {
        return Wall.of(name, entry.protocol(), role, entry.roles().getOrDefault(role, List.of()));
    }

    @Override
    public CompletableFuture<Void> known() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void begin() {
        // nothing of it outlives a gateway at the target, so there is nothing to sweep
    }

    /// What is idle ends at once, the rest when it has been answered: sessions of what is not served
    /// any more were ended before.
    @Override
    public void retire(Duration patience) {
        close();
    }

    @Override
    public void close() {
        behind.closing().run();
    }
}
