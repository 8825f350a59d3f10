package dev.sallyport.app.attack;

import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.CrmDatabase;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The demo's database and contract behind a running gateway, for an agent that has a valid token and bad intentions.
/// Every session is another workload's, so that one attack does not use up the hour of the next.
final class Arena implements AutoCloseable {

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            authMethods:
              support-pods:
                oidc: { issuer: "ISSUER", audience: sallyport }
                where: 'claims.namespace == "support"'
            targets:
              crm:
                postgres: { address: "127.0.0.1:PORT", database: postgres, admin: "file:crm-admin", tls: disable }
                roles:
                  support:
                    - "SELECT ON customers, tickets"
                    - "UPDATE (status, note) ON tickets"
                sensitive: { customers: [ssn, card_number] }
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 5, perSession: 10, perHour: 40 } }
                  - { read: crm/tickets, keyedBy: [id, customer_id], atMost: { perAction: 20, perSession: 50 } }
                  - { update: crm/tickets, fields: [status, note], keyedBy: [id], atMost: { perAction: 1 } }
                otherwise: deny
            """;

    private final DemoFolder folder = DemoFolder.create();
    private final CrmDatabase database = CrmDatabase.start();
    private final PlatformIssuer platform = PlatformIssuer.start(InstantSource.system());
    private final Sallyport gateway;
    private final AtomicInteger workloads = new AtomicInteger();

    Arena() throws Exception {
        this(yaml -> yaml);
    }

    /// @param change to the configuration
    Arena(UnaryOperator<String> change) throws Exception {
        this(change, database -> database);
    }

    /// Where the gateway is told to find the database.
    @FunctionalInterface
    interface Way {
        int to(int database) throws IOException;
    }

    /// @param way something may stand between the gateway and the database
    Arena(UnaryOperator<String> change, Way way) throws Exception {
        folder.writeCertificate();
        folder.writePrivate("crm-admin", "crm_gateway:" + database.gatewayPassword());
        folder.writePrivate(
                "sallyport.yaml",
                change.apply(YAML)
                        .replace("ISSUER", platform.issuer())
                        .replace("PORT", String.valueOf(way.to(database.port()))));
        ConfigurationFile loader = new ConfigurationFile(
                FileGuard.ofThisProcess(),
                System.getenv(),
                RealGrammars.all(),
                List.of(new RoomChecks()),
                InstantSource.system());
        gateway = Sallyport.start(folder.configuration(), loader, InstantSource.system());
        refresh();
    }

    BareClient session(String... settings) throws Exception {
        return BareClient.open(port(), folder.certificate(), token(), settings);
    }

    int port() {
        return gateway.address().port();
    }

    String token() {
        return platform.token("system:serviceaccount:support:triage-" + workloads.incrementAndGet())
                .audience("sallyport")
                .claim("namespace", "support")
                .sign();
    }

    /// What the database's owner counts, past the gateway.
    long owner(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "postgres", "");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The database's owner changes its structure.
    void owning(String... statements) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "postgres", "");
                var owner = connection.createStatement()) {
            for (String statement : statements) owner.execute(statement);
        }
    }

    void refresh() {
        gateway.targets().values().forEach(target -> target.refreshCatalog());
    }

    /// The requests of that lease's session that have such a line in the trail.
    List<String> requests(String role, String what) {
        List<String> lines = trail();
        String session = lines.stream()
                .filter(line -> line.contains(role))
                .map(line -> field(line, "session"))
                .findFirst()
                .orElseThrow();
        return lines.stream()
                .filter(line -> line.contains(what) && field(line, "session").equals(session))
                .map(line -> field(line, "request"))
                .toList();
    }

    private static String field(String line, String name) {
        String start = "\"" + name + "\":\"";
        int at = line.indexOf(start);
        return at < 0 ? "" : line.substring(at + start.length(), line.indexOf('"', at + start.length()));
    }

    private List<String> trail() {
        TrailReader reader = new TrailReader(folder.path().resolve("state/trail"));
        try (Stream<TrailRecord> records = reader.records(Position.START, Filter.ALL)) {
            return records.map(record -> record.json().toString()).toList();
        }
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        platform.close();
        database.close();
        folder.close();
    }
}
