package dev.sallyport.postgres.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.postgres.target.TargetSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R15 where nobody is a superuser: who may make roles and owns database and tables can set the account
/// up, and is not left as the owner of the functions.
class LandlordTest {

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "15"})
    void theOwnerOfADatabaseCanSetItUp(String version) throws Exception {
        Path own = Files.createDirectory(folder.resolve(version));
        try (TestServer server = version.equals("15") ? TestServer.startFifteen(own) : TestServer.start(own)) {
            server.sql("CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'l'", "CREATE DATABASE house OWNER landlord");
            server.sqlIn(
                    "house",
                    "ALTER SCHEMA public OWNER TO landlord",
                    "SET ROLE landlord",
                    "CREATE TABLE customers (id int PRIMARY KEY, ssn text)",
                    "CREATE TABLE tickets (id int PRIMARY KEY, status text, note text)");
            TargetSettings house = house(server.port());
            SetupScript script = SetupScript.of(house, Map.of("reader", Envelope.UNRESTRICTED));
            for (int twice = 0; twice < 2; twice++)
                new Installation(house, _ -> {}).run(script, "landlord", Secret.of("l"));
            assertALeaseComesAndGoes(house);
            assertThat(server.leases()).isEmpty();
            assertThat(server.column("SELECT pg_has_role('landlord', 'sallyport_owner', 'USAGE')"))
                    .containsExactly("f");
        }
    }

    private static TargetSettings house(int port) {
        Map<String, List<String>> roles = Map.of("reader", List.of("SELECT ON customers, tickets"));
        return SmallAccount.byFunctions(TestServer.target("tenant", "tenant-pass", "gw7", port, roles), "house");
    }

    private static void assertALeaseComesAndGoes(TargetSettings house) throws Exception {
        try (AdminLine line = new AdminLine(house);
                Leases leases = new Leases(line, InstantSource.system(), new LeaseNames())) {
            Instant end = InstantSource.system().instant().plusSeconds(300);
            RoleLease lease = leases.mint(TestServer.request("reader", Envelope.UNRESTRICTED, end));
            assertThat(lease.describe()).isEqualTo("SELECT (id) ON customers; SELECT ON tickets");
            lease.close();
        }
    }
}
