package dev.sallyport.app.demo;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.PublicPrivilege;
import dev.sallyport.postgres.probe.LeaseProbe;
import dev.sallyport.postgres.probe.LeaseProbe.Finding;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// The second wall: a lease of the same shape as the agent's is tried directly at the server, without the gateway, on
/// what was denied and worse.
final class LeaseTried {

    private static final List<String> DENIED = List.of(
            "DROP TABLE customers",
            "UPDATE customers SET email = 'gone@example.com'",
            "SELECT ssn FROM customers WHERE id = 42",
            "SELECT * FROM customers",
            "SELECT * FROM hr.payroll",
            "WITH gone AS (DELETE FROM tickets RETURNING *) SELECT count(*) FROM gone",
            "DO $$ BEGIN DELETE FROM tickets; END $$",
            "TRUNCATE tickets",
            "INSERT INTO tickets VALUES (0, 1, '', '', '')",
            "CREATE TABLE public.mine (a int)",
            "CREATE ROLE mine",
            "SET ROLE postgres",
            "ALTER TABLE customers ADD COLUMN mine int",
            "GRANT SELECT ON customers TO PUBLIC",
            "COPY customers TO PROGRAM 'cat'",
            "SELECT pg_read_file('/etc/passwd')");

    private final Stage stage;
    private final Agent agent;
    private final Progress progress;

    LeaseTried(Stage stage, Agent agent, Progress progress) {
        this.stage = stage;
        this.agent = agent;
        this.progress = progress;
    }

    Scenario play(String token) throws SQLException, IOException {
        progress.step("the lease is tried without the gateway");
        PostgresTarget crm = stage.gateway().targets().get("crm");
        if (crm == null) throw new IOException("the demo has no target `crm`");
        try (Connection connection = agent.connect(token, "")) {
            connection.isValid(1);
            Session session =
                    stage.gateway().gateway().sessions().list().getLast().session();
            return tried(crm, session);
        }
    }

    private static Scenario tried(PostgresTarget crm, Session session) throws SQLException, IOException {
        try (LogIn lease = crm.mintWithPassword(new LeaseRequest(session, session.endsAt()))) {
            List<Finding> findings = new LeaseProbe(crm.settings())
                    .attempt(lease.role(), lease.secret().password(), DENIED);
            List<String> done = findings.stream()
                    .filter(finding -> !finding.refused())
                    .map(Finding::statement)
                    .toList();
            String actual = done.isEmpty() ? "all refused" : "did " + done;
            return new Scenario(
                    "denied statements, by the lease itself", "all refused", actual, words(findings.size(), crm));
        }
    }

    private static String words(int tried, PostgresTarget crm) throws IOException {
        String open = crm.publicPrivileges().stream().map(LeaseTried::words).collect(Collectors.joining("; "));
        return tried + " tried at the server; PUBLIC still may: " + (open.isEmpty() ? "nothing" : open);
    }

    private static String words(PublicPrivilege privilege) {
        return privilege.privileges() + " on " + privilege.kind() + " " + privilege.name();
    }
}
