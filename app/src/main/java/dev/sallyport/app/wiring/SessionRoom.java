package dev.sallyport.app.wiring;

import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.connector.Reception;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.app.admin.view.SessionsView.OpenTask;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.SessionsEntry;
import dev.sallyport.app.endpoint.Contexts;
import dev.sallyport.app.endpoint.Discovery;
import dev.sallyport.app.endpoint.EndpointService;
import dev.sallyport.app.endpoint.Offered;
import dev.sallyport.app.endpoint.SessionService;
import dev.sallyport.app.endpoint.Tokens;
import dev.sallyport.authmethods.dpop.Nonces;
import dev.sallyport.gateway.Attested;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.gateway.Sessions;
import dev.sallyport.sessions.ContextDesk;
import dev.sallyport.sessions.Endings;
import dev.sallyport.sessions.Inspection;
import dev.sallyport.sessions.Names;
import dev.sallyport.sessions.Outside;
import dev.sallyport.sessions.SessionSettings;
import dev.sallyport.sessions.Statements;
import dev.sallyport.sessions.TokenDesk;
import dev.sallyport.sessions.TokenReader;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.task.MvGrantStore;
import dev.sallyport.sessions.task.Tasks;
import dev.sallyport.sessions.token.SigningKeys;
import dev.sallyport.sessions.token.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The room that gives out session tokens, where `listen.http` asks for it: first what outlives a
/// restart, then, once there is a gateway, the desk and its endpoint.
final class SessionRoom implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionRoom.class.getName());

    private final SessionSettings settings;
    private final Duration rotateKeys;
    private final SigningKeys keys;
    private final Tasks tasks;
    private final TokenMint mint;
    private final TokenReader reader;
    private final HolderProofs proofs;
    private final InstantSource clock;
    private final SecureRandom random;
    private @Nullable Endings endings;

    private SessionRoom(SessionsEntry entry, HostPort http, Path folder, InstantSource clock, SecureRandom random)
            throws IOException {
        this.settings = new SessionSettings(
                entry.issuerAt(http),
                entry.tokenLifetime(),
                entry.maxLifetime(),
                entry.maxDepth(),
                entry.connectionsPerToken());
        this.rotateKeys = entry.rotateKeys();
        this.clock = clock;
        this.random = random;
        this.keys = SigningKeys.in(folder.resolve("keys"), settings.tokenLifetime(), clock.instant());
        this.mint = new TokenMint(settings.issuer(), keys);
        this.proofs = new HolderProofs(clock.instant(), nonces(entry.dpopNonce(), random));
        this.tasks = Tasks.resume(MvGrantStore.open(folder.resolve("grants.mv")), entry.maxTasks());
        this.reader = new TokenReader(mint, tasks, settings, proofs);
    }

    private static @Nullable Nonces nonces(Duration lifetime, SecureRandom random) {
        if (lifetime.isZero()) return null;
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new Nonces(key, lifetime);
    }

    /// @return empty when no session tokens are given out
    static Optional<SessionRoom> open(Configuration configuration, InstantSource clock, SecureRandom random)
            throws IOException {
        HostPort http = configuration.listen().http();
        if (http == null || configuration.tls() == null) return Optional.empty();
        Path folder = configuration.state().resolve("sessions");
        if (!Files.isDirectory(folder))
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Optional.of(new SessionRoom(configuration.sessions(), http, folder, clock, random));
    }

    TaskTokens tokens() {
        return reader;
    }

    /// Names of trees and grants that the counters must still know, and how far back.
    Set<String> living() {
        return tasks.living();
    }

    Optional<Instant> oldest() {
        return tasks.oldest();
    }

    /// Once there is a gateway: the desk, to be put among the targets at the listening address.
    EndpointService service(
            Gateway gateway,
            AtomicReference<InForce> inForce,
            Trail trail,
            Serving serving,
            Supplier<Map<String, Offered>> offered) {
        Reception reception = gateway.reception(() -> inForce.get().methods());
        Statements statements = new Orchestrators(() -> inForce.get().orchestrators());
        return new EndpointService(service(reception, gateway.sessions(), trail, serving, offered, statements));
    }

    private SessionService service(
            Reception reception,
            Sessions sessions,
            Trail trail,
            Serving serving,
            Supplier<Map<String, Offered>> offered,
            Statements statements) {
        Outside outside = new Outside(reception, tasks, trail, clock);
        Endings ends = new Endings(tasks, sessions::endTask, trail, clock);
        endings = ends;
        TokenDesk desk = new TokenDesk(outside, settings, reader, mint, new Names(random), proofs, statements);
        Tokens tokens = new Tokens(settings.issuer(), desk, new Inspection(reader, ends, clock));
        return new SessionService(
                tokens,
                new Contexts(tokens, new ContextDesk(outside, reader, statements)),
                new Discovery(settings.issuer(), keys, offered, serving::authority),
                reception::turnedAway,
                () -> proofs.nonce(clock.instant()));
    }

    /// From now on another key signs.
    ///
    /// @return its id
    String rotate() throws IOException {
        return keys.rotate(clock.instant());
    }

    /// @return false when there is no such task
    boolean end(String task, String reason) throws IOException {
        Endings ends = endings;
        return ends != null && ends.end(task, reason);
    }

    /// Every task that goes on, with the proof that opened it (R18). One of before a restart has none: it goes on
    /// until that proof's own end at most.
    List<Attested> attested() {
        return tasks.proved(clock.instant()).stream()
                .map(one -> new Attested(
                        one.grant().workload(),
                        one.shown(),
                        reason -> disproved(one.grant().id(), reason)))
                .toList();
    }

    private boolean disproved(String task, String reason) {
        try {
            return end(task, reason);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "task " + task + " ended, but this could not be recorded", e);
            return true;
        }
    }

    /// Each before those that were delegated from it.
    List<OpenTask> shown() {
        List<Grant> all = tasks.list(clock.instant());
        List<OpenTask> shown = new ArrayList<>();
        all.stream().filter(Grant::isRoot).forEach(root -> show(root, all, shown));
        return shown;
    }

    private static void show(Grant grant, List<Grant> all, List<OpenTask> shown) {
        shown.add(new OpenTask(
                grant.id(),
                grant.tree(),
                grant.parent(),
                grant.depth(),
                grant.workload().toString(),
                grant.purpose(),
                grant.declared().task(),
                grant.targets(),
                grant.openedAt(),
                grant.endsAt()));
        all.stream().filter(each -> each.parent().equals(grant.id())).forEach(child -> show(child, all, shown));
    }

    /// To be called every minute.
    ///
    /// @param forget told of each tree and grant under which nobody counts any more
    void everyMinute(Consumer<String> forget) throws IOException {
        Instant now = clock.instant();
        tasks.prune(now).forEach(forget);
        var _ = keys.tidy(rotateKeys, now);
    }

    @Override
    public void close() {
        tasks.close();
    }
}
