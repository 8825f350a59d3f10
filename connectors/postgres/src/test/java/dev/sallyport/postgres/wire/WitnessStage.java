package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.PostgresConnector;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.Served;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.target.WitnessSettings;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A real server, leases and catalog behind a gateway that permits everything and whose parser has bugs.
final class WitnessStage implements AutoCloseable {

    private static final Map<String, List<String>> ROLES = Map.of(
            "support",
            List.of(
                    "SELECT ON customers, tickets, payroll, hr.people, report, wide, events",
                    "INSERT ON tickets, events",
                    "UPDATE ON tickets",
                    "DELETE ON tickets",
                    "EXECUTE ON FUNCTION hr.raise(int, numeric)",
                    "USAGE ON SEQUENCE tickets_id_seq"));

    final TestServer server;
    final MisreadingEngine engine = new MisreadingEngine();
    final PostgresTarget target;
    final ScriptedGate gate;
    private final SqlGrammar grammar = new SqlGrammar(engine, GrammarLimits.DEFAULT);
    private final EventLoops loops = EventLoops.start(2);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final LogIn lease;
    private final Listener listener;

    WitnessStage(Path folder, Duration patience) throws Exception {
        server = TestServer.start(folder);
        server.sql(
                "CREATE FUNCTION hr.touch(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'",
                "GRANT USAGE ON SCHEMA hr TO PUBLIC",
                "GRANT EXECUTE ON FUNCTION pg_ls_dir(text), pg_read_file(text) TO PUBLIC",
                "CREATE VIEW report AS SELECT c.id, c.email, t.note FROM customers c JOIN tickets t"
                        + " ON t.customer_id = c.id",
                "CREATE VIEW wide AS SELECT id, email FROM report WHERE id > current_setting('my.least', true)::int",
                "CREATE TABLE events (at date NOT NULL, what text) PARTITION BY RANGE (at)",
                "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01')",
                "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-07-01') TO ('2027-01-01')",
                "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY known ON customers USING (EXISTS (SELECT FROM hr.people p WHERE p.id > 0))");
        TargetSettings settings = server.target("gw1", ROLES).with(new WitnessSettings(true, patience));
        target = PostgresTarget.learn(settings, InstantSource.system(), new LeaseNames());
        target.refreshCatalog();
        lease = target.mint(TestServer.request(
                "support",
                Envelope.UNRESTRICTED,
                InstantSource.system().instant().plusSeconds(300)));
        // many sessions share this one lease, other than in life
        atMost(50);
        gate = new ScriptedGate(lease.role(), lease.secret());
        Served served =
                Served.of(List.of(new Served.Target(target, settings)), TlsFace.NONE, TestGateway.LIMITS, Set.of());
        listener =
                new PostgresConnector(served, loops, grammar, blocking).listen(new ListenAddress("127.0.0.1", 0), gate);
    }

    /// Connections of the lease at one time.
    void atMost(int connections) throws Exception {
        server.sql("ALTER ROLE \"" + lease.role() + "\" CONNECTION LIMIT " + connections);
    }

    int port() {
        return listener.address().port();
    }

    @Override
    public void close() throws Exception {
        listener.close();
        loops.close();
        grammar.close();
        lease.close();
        target.close();
        blocking.close();
        server.close();
    }
}
