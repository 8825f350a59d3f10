package dev.sallyport.postgres.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.postgres.wire.PlainRoute;
import dev.sallyport.postgres.wire.PostgresListener;
import dev.sallyport.postgres.wire.Reach;
import dev.sallyport.postgres.wire.Route;
import dev.sallyport.postgres.wire.Stock;
import dev.sallyport.postgres.wire.TestGrammar;
import dev.sallyport.postgres.wire.WireLimits;
import dev.sallyport.testkit.log.Alarms;
import dev.sallyport.transport.EventLoops;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A gateway's wire part before a [ScriptedTarget], and what must hold of it.
final class Field implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MOST_GROWTH = 96L << 20;

    /// Each text is another one, so what is kept of them would look like something that leaks.
    private static final GrammarLimits FORGETFUL = new GrammarLimits(
            GrammarLimits.DEFAULT.statementCharacters(),
            GrammarLimits.DEFAULT.nesting(),
            Duration.ofSeconds(20),
            2,
            1024,
            64,
            100_000,
            100_000);

    /// What the gateway may say to a target of its own accord.
    private static final List<String> OWN = List.of("sallyport denied", "SET statement_timeout = '60000ms'");

    /// All of their bytes are judged. What a permitted COPY or a name carries is the agent's own affair.
    private static final String STATEMENTS = "QP";

    private final ScramSecret secret = ScramSecret.known("lease-password");
    private final Alarms alarms = Alarms.listen();
    private final ScriptedTarget target;
    private final TextGate gate = new TextGate(secret);
    private final EventLoops loops = EventLoops.start(2);
    private final SqlGrammar grammar = new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), FORGETFUL);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Listener listener;
    private long before = Long.MAX_VALUE;

    Field() throws IOException {
        target = new ScriptedTarget(secret);
        Route route = PlainRoute.of(
                "crm",
                "127.0.0.1",
                target.port(),
                "postgres",
                null,
                true,
                65536,
                Duration.ofSeconds(60),
                TestGrammar.CEILINGS,
                role -> Optional.of(TestGrammar.view()),
                () -> CompletableFuture.completedFuture(null));
        WireLimits limits = new WireLimits(Duration.ofSeconds(15), Duration.ofSeconds(10), 1 << 20, 32 << 10, 200);
        Reach reach = new Reach(Map.of("crm", route), null, limits);
        ListenAddress anywhere = new ListenAddress("127.0.0.1", 0);
        Stock none = new Stock(loops, blocking);
        listener = PostgresListener.open(anywhere, loops, gate, grammar, () -> reach, none, blocking);
    }

    int port() {
        return listener.address().port();
    }

    ScriptedTarget target() {
        return target;
    }

    /// A session in which nobody is hostile.
    void servesHonestly(long number) throws IOException {
        try (Client client = new Client(port())) {
            client.send(Frame.start(), Frame.of('p', Frame.z("good")));
            client.send(Frame.of('Q', Frame.z("select 'healthy " + number + "'")));
            assertThat(client.until("healthy " + number, PATIENCE)).isTrue();
        }
    }

    /// No byte of what was denied went out, and no statement that was not permitted.
    void targetHeardOnlyWhatWasPermitted() {
        for (ScriptedTarget.Heard heard : target.heard()) {
            if (STATEMENTS.indexOf(heard.type()) >= 0)
                assertThat(new String(heard.body(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(Speech.DENIED);
            String text = switch (heard.type()) {
                case 'Q' -> Frame.text(heard.body(), 0);
                case 'P' -> Frame.text(heard.body(), Frame.text(heard.body(), 0).length() + 1);
                default -> "";
            };
            if (!text.isEmpty() && !OWN.contains(text))
                assertThat(gate.permitted(text)).as(text).isTrue();
            assertThat(heard.type())
                    .as("%s", heard)
                    .isIn('P', 'B', 'D', 'C', 'E', 'Q', 'F', 'S', 'H', 'd', 'c', 'f', 'X');
        }
    }

    /// Everybody has left: nothing is open, booked wrongly, thrown, or kept.
    void isQuiet() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((gate.open() > 0 || target.visitors() > 0) && System.nanoTime() < end) Thread.sleep(5);
        assertThat(gate.open()).as("sessions that were not given back").isZero();
        assertThat(target.visitors()).as("connections to the target").isZero();
        assertThat(gate.faults()).isEmpty();
        assertThat(alarms.heard()).isEmpty();
    }

    /// Called twice: what is in use at first, and that it has not grown much.
    void memoryIsBounded() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory() + direct();
        assertThat(used - Math.min(before, used)).as("bytes that were kept").isLessThan(MOST_GROWTH);
        before = used;
    }

    private static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @Override
    public void close() throws Exception {
        listener.close();
        loops.close();
        grammar.close();
        blocking.close();
        target.close();
        alarms.close();
    }
}
