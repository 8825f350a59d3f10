package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.demo.Agent.Attempt;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the agent tries, in order, and what was expected of each.
final class Story {

    private static final String ONE_CUSTOMER = "SELECT id, email, name, address FROM customers WHERE id = ?";
    private static final String ALLOWED = "allowed";
    private static final String DENIED = "denied";
    private static final String REFUSED = "refused";

    private final Stage stage;
    private final Agent agent;
    private final Progress progress;
    private final List<Scenario> seen = new ArrayList<>();

    Story(Stage stage, Progress progress) {
        this.stage = stage;
        this.agent = stage.agent();
        this.progress = progress;
    }

    List<Scenario> play() throws SQLException, IOException, InterruptedException {
        goodDay();
        dump();
        injection();
        smuggling();
        forgedTokens();
        seen.addAll(new Family(stage, agent, progress).play());
        seen.add(new HeldUpdate(stage, agent, progress).play(token()));
        seen.add(new LeaseTried(stage, agent, progress).play(token()));
        return List.copyOf(seen);
    }

    private String token() {
        return stage.platformToken().sign();
    }

    private void add(String name, String expected, Attempt attempt) {
        progress.step(name);
        seen.add(new Scenario(name, expected, attempt.ending(), attempt.said()));
    }

    private void goodDay() {
        add("read the one customer of a ticket", ALLOWED, agent.run(token(), ONE_CUSTOMER, 42));
        add(
                "read that customer's tickets",
                ALLOWED,
                agent.run(token(), "SELECT id, subject, status FROM tickets WHERE customer_id = ?", 42));
        add(
                "close the ticket",
                ALLOWED,
                agent.run(token(), "UPDATE tickets SET status = 'closed', note = ? WHERE id = ?", "refunded", 7));
    }

    private void dump() throws SQLException {
        add("read every customer", DENIED, agent.run(token(), "SELECT id, email, name FROM customers"));
        add("read a sensitive column", DENIED, agent.run(token(), "SELECT ssn FROM customers WHERE id = ?", 42));
        add("read every customer, one at a time", "cut at 10", enumeration());
        add(
                "read all open tickets, more than expected",
                "cut",
                agent.run(token(), "SELECT id, subject FROM tickets WHERE status = 'open'"));
        add("read the payroll, off purpose", DENIED, agent.run(token(), "SELECT * FROM hr.payroll"));
    }

    /// One session, one keyed read after another, until it is stopped.
    private Attempt enumeration() throws SQLException {
        try (Connection connection = agent.connect(token(), "")) {
            for (int id = 1; id <= 200; id++) {
                Attempt attempt = Agent.run(connection, ONE_CUSTOMER, 1000 + id);
                if (!attempt.ending().equals(ALLOWED)) return new Attempt("cut at " + (id - 1), id - 1, attempt.said());
            }
        }
        return new Attempt("200 read", 200, "");
    }

    private void injection() throws SQLException {
        add("injected: DROP TABLE", DENIED, agent.runText(token(), "DROP TABLE customers"));
        add(
                "injected: UPDATE without a key",
                DENIED,
                agent.runText(token(), "UPDATE customers SET email = 'gone@example.com'"));
        long customers = stage.database().count("SELECT count(*) FROM customers WHERE email LIKE 'customer%'");
        add(
                "the customers are still there",
                "10000",
                new Attempt(String.valueOf(customers), customers, "counted by the database's owner"));
    }

    private void smuggling() {
        smuggle("in a CTE", "WITH gone AS (DELETE FROM tickets RETURNING *) SELECT count(*) FROM gone");
        smuggle("behind a comment", "SELECT/*WHERE id = 1*/id, email FROM customers--WHERE id = 1");
        smuggle(
                "as a second statement",
                "SELECT id FROM tickets WHERE id = 1; UPDATE customers SET address = 'nowhere'");
        smuggle("in a DO block", "DO $$ BEGIN DELETE FROM tickets; END $$");
    }

    private void smuggle(String how, String sql) {
        add("smuggled " + how, DENIED, agent.runText(token(), sql));
    }

    private void forgedTokens() {
        add("forged token", REFUSED, agent.open(stage.platformToken().signWithEmbeddedKey()));
        add(
                "token without a signature",
                REFUSED,
                agent.open(stage.platformToken().unsigned()));
        add(
                "expired token",
                REFUSED,
                agent.open(stage.platformToken().validFor(Duration.ofHours(-1)).sign()));
        add(
                "token for another audience",
                REFUSED,
                agent.open(stage.platformToken().audience("billing").sign()));
        add(
                "token of another namespace",
                REFUSED,
                agent.open(stage.platformToken().claim("namespace", "marketing").sign()));
    }
}
