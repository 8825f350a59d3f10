package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.transport.BoundListener;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import io.netty.handler.ssl.SslContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The wire part alone, between a real server and whoever connects, with a scripted judge.
final class TestGateway implements AutoCloseable {

    static final WireLimits LIMITS =
            new WireLimits(Duration.ofSeconds(8), Duration.ofSeconds(10), 16 << 20, 32 << 10, 200);

    /// How often the catalog was looked at.
    final AtomicInteger looks = new AtomicInteger();

    /// The catalog cannot be looked at.
    volatile boolean blind;

    private final EmbeddedPostgres postgres;
    private final EventLoops loops;
    private final SqlGrammar grammar;
    private final ExecutorService blocking;
    private final BoundListener listener;
    private final ScriptedGate gate;
    private final CorruptingRelay relay;

    private TestGateway(@Nullable SslContext tls, boolean clearText, boolean relayed, Set<String> byCertificate)
            throws Exception {
        this(tls, clearText, relayed, byCertificate, null);
    }

    /// @param judge in the place of this room's own
    private TestGateway(
            @Nullable SslContext tls,
            boolean clearText,
            boolean relayed,
            Set<String> byCertificate,
            @Nullable Function<LogIn, Gate<LogIn>> judge)
            throws Exception {
        ScramSecret secret = ScramSecret.known("lease-password");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role lease login superuser password '" + secret.verifier() + "'");
        }
        String hba = Wiretap.forceScram(postgres);
        relay = new CorruptingRelay(postgres.getPort());
        loops = EventLoops.start(2);
        grammar = TestGrammar.create();
        blocking = Executors.newVirtualThreadPerTaskExecutor();
        gate = new ScriptedGate("lease", secret);
        Route route = PlainRoute.of(
                "crm",
                "127.0.0.1",
                relayed ? relay.port() : postgres.getPort(),
                "postgres",
                null,
                clearText,
                65536,
                Duration.ofSeconds(4),
                TestGrammar.CEILINGS,
                role -> Optional.of(TestGrammar.view()),
                this::look);
        Reach reach = new Reach(Map.of("crm", route), TlsFace.of(tls), LIMITS, byCertificate);
        Surroundings surroundings = new Surroundings(
                loops,
                judge == null ? gate : judge.apply(new ScriptedGate.FixedLease("lease", secret)),
                grammar,
                () -> reach,
                new Cancellations(),
                new Stock(loops, blocking),
                blocking,
                System::nanoTime);
        listener = BoundListener.bind(
                loops,
                new ListenAddress("127.0.0.1", 0),
                LIMITS::maxConversations,
                () -> Conversation.handler(surroundings),
                channel -> Conversation.tooMany(surroundings, channel));
        if (hba.isEmpty()) throw new IllegalStateException("no pg_hba.conf");
    }

    static TestGateway start() throws Exception {
        return new TestGateway(null, true, false, Set.of());
    }

    static TestGateway start(@Nullable SslContext tls, boolean clearText) throws Exception {
        return new TestGateway(tls, clearText, false, Set.of());
    }

    /// @param byCertificate targets at which a client's certificate is enough
    static TestGateway start(SslContext tls, Set<String> byCertificate) throws Exception {
        return new TestGateway(tls, false, false, byCertificate);
    }

    /// Behind a relay, with another judge.
    static TestGateway judgedBy(Function<LogIn, Gate<LogIn>> judge) throws Exception {
        return new TestGateway(null, true, true, Set.of(), judge);
    }

    static TestGateway behindRelay() throws Exception {
        return new TestGateway(null, true, true, Set.of());
    }

    CorruptingRelay relay() {
        return relay;
    }

    /// Returns when the server runs a statement that contains this text.
    void awaitRunning(String text) throws Exception {
        long patience = System.nanoTime() + 15_000_000_000L;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var look = connection.prepareStatement("select 1 from pg_stat_activity where state = 'active'"
                        + " and pid <> pg_backend_pid() and query like ?")) {
            look.setString(1, "%" + text + "%");
            while (System.nanoTime() < patience) {
                try (var rows = look.executeQuery()) {
                    if (rows.next()) return;
                }
            }
        }
        throw new IllegalStateException("the server never ran `" + text + "`");
    }

    private CompletableFuture<Void> look() {
        looks.incrementAndGet();
        return blind
                ? CompletableFuture.failedFuture(new IOException("away"))
                : CompletableFuture.completedFuture(null);
    }

    int port() {
        return listener.address().port();
    }

    ScriptedGate gate() {
        return gate;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() throws Exception {
        listener.close();
        loops.close();
        grammar.close();
        blocking.close();
        relay.close();
        postgres.close();
    }
}
