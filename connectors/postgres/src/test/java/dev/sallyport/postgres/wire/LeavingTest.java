package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.transport.EventLoops;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An agent leaves while the target has not answered the log-in: the connection to the target is given
/// up as well, or a target that stays silent would keep one for each.
@Timeout(60)
class LeavingTest {

    @Test
    void aLogInThatTheAgentLeftIsGivenUpAtTheTarget() throws Exception {
        ScriptedGate gate = new ScriptedGate("lease", ScramSecret.known("lease-password"));
        try (EventLoops loops = EventLoops.start(1);
                SqlGrammar grammar = TestGrammar.create();
                ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
                FalseTarget silent = new FalseTarget(new byte[0]);
                Listener listener = listener(loops, gate, grammar, blocking, silent.port())) {
            try (RawClient client = new RawClient(listener.address().port())) {
                client.send(RawClient.startup(196608, "crm"));
                client.upTo(1, 'R');
                client.send(RawClient.message('p', "good\0"));
                silent.awaitVisitor();
            }
            long left = System.nanoTime();
            assertThat(silent.heard()).isNotEmpty(); // it waits until its visitor has left, or for ten seconds
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofSeconds(5));
            gate.awaitAllClosed();
        }
    }

    private static Listener listener(
            EventLoops loops, ScriptedGate gate, SqlGrammar grammar, ExecutorService blocking, int target)
            throws Exception {
        Route route = PlainRoute.of(
                "crm",
                "127.0.0.1",
                target,
                "postgres",
                null,
                true,
                65536,
                Duration.ofSeconds(30),
                TestGrammar.CEILINGS,
                role -> Optional.of(TestGrammar.view()),
                () -> CompletableFuture.completedFuture(null));
        Reach reach = new Reach(Map.of("crm", route), null, TestGateway.LIMITS);
        return PostgresListener.open(
                new ListenAddress("127.0.0.1", 0),
                loops,
                gate,
                grammar,
                () -> reach,
                new Stock(loops, blocking),
                blocking);
    }
}
