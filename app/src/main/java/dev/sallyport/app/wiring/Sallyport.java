package dev.sallyport.app.wiring;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.app.admin.AdminServer;
import dev.sallyport.app.admin.AdminSettings;
import dev.sallyport.app.admin.view.HealthView.Health;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.endpoint.Offered;
import dev.sallyport.authmethods.jwt.Signatures;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.behaviour.Habits;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.gateway.Outside;
import dev.sallyport.postgres.PostgresConnector;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.Precedence;
import dev.sallyport.transport.TlsEngine;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.LocalService;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A running gateway: the constructors in order, and the same order backwards at the end. Safe on every
/// thread.
public final class Sallyport implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sallyport.class.getName());
    private static final Duration READY_WITHIN = Duration.ofSeconds(15);
    private static final String GRAMMAR = "libpg-query 18.1.5";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final InstantSource clock;
    private final Instant startedAt;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<InForce> inForce;
    private final FileTrail trail;
    private final Gateway gateway;
    private final Reattesting reattesting;
    private final Optional<Listener> listener;
    private final Serving serving;
    private final Optional<SessionRoom> room;
    private final Optional<Listener> http;
    private final Optional<Listener> plain;
    private final PolicyDecisionPoint authority;
    private final Duration shutdown;

    /// @param loader reads `file` now and at every reload
    /// @throws IOException when a folder, a socket, a key or the trail cannot be had; nothing stays open
    /// then
    /// @throws ConfigurationException with every problem of the file
    public static Sallyport start(Path file, ConfigurationFile loader, InstantSource clock)
            throws IOException, ConfigurationException {
        Loaded loaded = loader.load(file).orThrow();
        return new Sallyport(file, loader, loaded, clock);
    }

    private Sallyport(Path file, ConfigurationFile loader, Loaded loaded, InstantSource clock) throws IOException {
        this.clock = clock;
        this.startedAt = clock.instant();
        Configuration configuration = loaded.configuration();
        this.shutdown = configuration.limits().shutdown();
        boolean started = false;
        try {
            makeState(configuration.state());
            Secrets secrets = new Secrets(FileGuard.ofThisProcess(), System.getenv());
            ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
            onClose(blocking::shutdownNow);
            blocking.execute(TlsEngine::here); // libraries that take tenths of a second to load
            blocking.execute(Signatures::provider);
            Optional<PostgresDoor> sql = PostgresDoor.of(configuration); // first: its grammar takes a while
            sql.ifPresent(door -> onClose(door::close));
            Precedence precedence = Precedence.of(configuration.limits().precedence());
            EventLoops loops = EventLoops.start(LimitsFrom.loops(configuration), precedence);
            onClose(loops);
            EventLoops httpLoops = EventLoops.start(LimitsFrom.httpLoops(configuration), precedence);
            onClose(httpLoops);
            HttpFloor floor = new HttpFloor(httpLoops, blocking, System::nanoTime);
            serving = new Serving(new Ground(secrets, clock, new LeaseNames(), floor, blocking), random);
            inForce = new AtomicReference<>(
                    InForce.of(loaded, serving.authMethods(configuration, Map.of(), startedAt), Targets.NONE));
            onClose(() -> inForce.get().retire());
            trail = FileTrail.open(TrailFrom.entry(configuration.trail()), clock);
            onClose(trail);
            room = SessionRoom.open(configuration, clock, random);
            room.ifPresent(this::onClose);
            Habits habits = new Habits();
            authority = new PolicyDecisionPoint(loaded.rules(), counters(configuration), habits, serving.judge());
            blocking.execute(new Learning(configuration.trail().directory(), habits, startedAt));
            Serving.Next first = serving.prepare(configuration);
            onClose(serving::close);
            serving.begin(first);
            inForce.updateAndGet(now -> new InForce(now.loaded(), now.methods(), now.orchestrators(), first.targets()));
            gateway = new Gateway(
                    new Outside(
                            authority,
                            trail,
                            this::generations,
                            clock,
                            random,
                            blocking,
                            room.map(SessionRoom::tokens).orElse(TaskTokens.NONE)),
                    new CorridorPolicy(inForce).policy());
            onClose(() -> stopSessions(shutdown));
            Remembering.from(
                    configuration.trail().directory(), configuration.trail().keys(), gateway.contexts(), startedAt);
            Optional<PostgresConnector> connector = sql.map(door -> door.connector(first.postgres(), loops, blocking));
            connector.ifPresent(this::onClose);
            awaitReadiness(sql.map(PostgresDoor::warm), serving.running().all());
            trail.write(new AuditEvent.Administered(startedAt, "start", user(), loaded.generation()));
            listener = connector.isEmpty()
                    ? Optional.empty()
                    : open(
                            "postgres",
                            configuration.listen().postgres(),
                            _ -> sql.get()
                                    .listen(
                                            connector.get(),
                                            gateway,
                                            () -> inForce.get().methods()));
            LocalService desk = room.<LocalService>map(
                            open -> open.service(gateway, inForce, trail, serving, this::offered))
                    .orElse(LocalService.NONE);
            HttpDoor door = new HttpDoor(floor, gateway, () -> inForce.get().methods(), desk, first);
            http = open("http", configuration.listen().http(), door::secure);
            plain = open("plain", configuration.listen().plain(), door::plain);
            reattesting = new Reattesting(
                    gateway, inForce, () -> room.map(SessionRoom::attested).orElse(List.of()), blocking);
            Reloading reloading = new Reloading(
                    file,
                    loader,
                    inForce,
                    authority,
                    gateway.sessions(),
                    reattesting,
                    serving,
                    connector,
                    Optional.of(door),
                    trail,
                    clock);
            onClose(AdminServer.start(
                    new AdminSettings(
                            configuration.admin().socket(),
                            configuration.admin().tokens(),
                            configuration.admin().peers(),
                            AdminSettings.Limits.DEFAULT),
                    AdminDesks.of(
                            gateway,
                            room,
                            trail,
                            clock,
                            this::health,
                            new PinnedTools(serving::running, trail, clock),
                            reloading,
                            this::resolved),
                    random));
            tick(configuration.limits().reevaluate());
            started = true;
        } finally {
            if (!started) close();
        }
    }

    @FunctionalInterface
    private interface Opening {
        Listener at(HostPort address) throws IOException;
    }

    /// @param key under `listen`
    private Optional<Listener> open(String key, @Nullable HostPort address, Opening opening) throws IOException {
        if (address == null) return Optional.empty();
        try {
            Listener open = opening.at(address);
            onClose(open);
            return Optional.of(open);
        } catch (IOException e) {
            throw new IOException("listen." + key + ": " + e.getMessage(), e);
        }
    }

    private void onClose(AutoCloseable closeable) {
        opened.push(closeable);
    }

    private static void makeState(Path state) throws IOException {
        if (!Files.isDirectory(state))
            Files.createDirectories(
                    state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Counters counters(Configuration configuration) throws IOException {
        byte[] salt = SaltFile.read(configuration.state().resolve("counters.salt"), random);
        Counters counters = new Counters(salt, LimitsFrom.counters(configuration));
        Rebuilding.rebuild(
                configuration.trail().directory(),
                counters,
                clock.instant(),
                room.map(SessionRoom::living).orElse(Set.of()),
                room.flatMap(SessionRoom::oldest));
        return counters;
    }

    /// The first guests shall not be denied because grammar and catalogs are still being read. A target
    /// that is away does not keep the others from being served.
    private static void awaitReadiness(Optional<CompletableFuture<Void>> warm, Collection<RunningTarget> targets) {
        List<CompletableFuture<Void>> all = new ArrayList<>(warm.stream().toList());
        targets.forEach(target -> all.add(target.known()));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .exceptionally(away -> null)
                .completeOnTimeout(null, READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Map<String, Offered> offered() {
        return OfferedFrom.configuration(inForce.get().loaded().configuration(), plain.map(Listener::address));
    }

    private Generations generations() {
        return new Generations(inForce.get().loaded().generation(), 0, GRAMMAR);
    }

    private void tick(Duration interval) {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("every-minute").factory());
        onClose(ticks::shutdownNow);
        var _ = ticks.scheduleWithFixedDelay(
                this::everyMinute, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A failure now must not be the last look.
    private void everyMinute() {
        try {
            gateway.everyMinute();
            reattesting.begin();
            if (room.isPresent()) room.get().everyMinute(authority::forget);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "open sessions could not be reconsidered", e);
        }
    }

    private Health health() {
        return new Health(
                version(),
                startedAt,
                inForce.get().loaded().generation(),
                trail.refusal().map(List::of).orElse(List.of()));
    }

    private static String version() {
        String version = Sallyport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Map<String, Object> resolved() {
        Loaded now = inForce.get().loaded();
        return Map.of("generation", now.generation(), "rules", now.resolved());
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /// Where the PostgreSQL protocol is spoken, with the port that was really bound.
    ///
    /// @throws IllegalStateException when it is not
    public ListenAddress address() {
        return listener.orElseThrow(() -> new IllegalStateException("nothing listens for PostgreSQL"))
                .address();
    }

    /// Every address that agents connect to, by its key under `listen`.
    public SequencedMap<String, ListenAddress> addresses() {
        SequencedMap<String, ListenAddress> all = new LinkedHashMap<>();
        listener.ifPresent(open -> all.put("postgres", open.address()));
        http.ifPresent(open -> all.put("http", open.address()));
        plain.ifPresent(open -> all.put("plain", open.address()));
        return all;
    }

    /// Where session tokens are given out; empty when they are not.
    public Optional<ListenAddress> sessionAddress() {
        return room.flatMap(_ -> http).map(Listener::address);
    }

    public Gateway gateway() {
        return gateway;
    }

    /// The PostgreSQL targets that are served now.
    public Map<String, PostgresTarget> targets() {
        return serving.running().postgres().collect(Collectors.toMap(RunningPostgres::name, RunningPostgres::target));
    }

    private void stopSessions(Duration patience) throws InterruptedException {
        if (!gateway.stop(patience)) LOG.log(Level.WARNING, "some leases were left to the next start");
        recordStop();
    }

    private void recordStop() {
        try {
            trail.write(new AuditEvent.Administered(clock.instant(), "stop", user(), ""));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the stop could not be recorded: " + e.getMessage());
        }
    }

    /// Backwards: no new guests, sessions ended and their leases destroyed, then everything they stood on.
    /// Idempotent.
    @Override
    public void close() {
        for (AutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "something could not be closed", e);
            }
        }
    }
}
