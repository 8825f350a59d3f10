package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.Exec.Task;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.demo.Agent.Attempt;
import dev.sallyport.app.exec.proof.Proof;
import dev.sallyport.app.exec.session.Authorities;
import dev.sallyport.app.exec.session.SessionClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// An agent with a session token, a sub-agent with a part of its task, and what becomes of that part when
/// the agent's task is revoked. Before them an agent that knows nothing of sessions, started with
/// `sallyport exec`.
final class Family {

    private static final String ONE_CUSTOMER = "SELECT name FROM customers WHERE id = ?";
    private static final Task TASK = new Task("resolve-ticket", "answer ticket 7", List.of("crm"), "", "sallyport");
    private static final int PART = 2;

    private final Stage stage;
    private final Agent agent;
    private final Progress progress;
    private final List<Scenario> seen = new ArrayList<>();

    Family(Stage stage, Agent agent, Progress progress) {
        this.stage = stage;
        this.agent = agent;
        this.progress = progress;
    }

    List<Scenario> play() throws IOException, InterruptedException {
        add("an agent started with exec", "allowed", new ExecTried(stage).run());
        try {
            delegated(new SessionClient(
                    endpoint(), Authorities.of(stage.folder().certificate()).client()));
        } catch (CommandFailure | SQLException e) {
            throw new IOException("the sub-agent's part cannot be played", e);
        }
        return List.copyOf(seen);
    }

    private String endpoint() {
        return "https://localhost:"
                + stage.gateway().sessionAddress().orElseThrow().port();
    }

    private void delegated(SessionClient client) throws IOException, InterruptedException, SQLException {
        SessionClient.Token parent = client.open(TASK, proof("planner"));
        SessionClient.Token part = client.delegate(parent, proof("reader"), PART);
        try (Connection connection = agent.connect(part.text(), "")) {
            for (int i = 0; i < PART; i++) {
                add("sub-agent: customer " + (i + 1) + " of its " + PART, "allowed", read(connection, 500 + i));
            }
            add("sub-agent: one more than its part", "denied", read(connection, 500 + PART));
        }
        add("the agent itself goes on", "allowed", agent.run(parent.text(), ONE_CUSTOMER, 600));
        client.revoke(parent);
        add("sub-agent, its parent's task revoked", "refused", agent.open(part.text()));
    }

    private static Attempt read(Connection connection, int id) {
        return Agent.run(connection, ONE_CUSTOMER, id);
    }

    private Proof.Found proof(String name) {
        String token = stage.platform()
                .token("system:serviceaccount:support:" + name)
                .audience("sallyport")
                .claim("namespace", "support")
                .sign();
        return new Proof.Found(token, Proof.JWT, "the platform");
    }

    private void add(String name, String expected, Attempt attempt) {
        progress.step(name);
        seen.add(new Scenario(name, expected, attempt.ending(), attempt.said()));
    }
}
