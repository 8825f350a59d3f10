package dev.sallyport.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.demo.Agent.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// An action that waits for a human, and the human, who looks at what waits and approves it as `sallyport approve`
/// does: through the admin socket.
final class HeldUpdate {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Agent agent;
    private final Progress progress;
    private final AdminClient admin;

    HeldUpdate(Stage stage, Agent agent, Progress progress) {
        this.agent = agent;
        this.progress = progress;
        var state = stage.folder().path().resolve("state");
        this.admin = new AdminClient(state.resolve("admin.sock"), state.resolve("tokens"), PATIENCE);
    }

    Scenario play(String token) throws IOException, InterruptedException {
        progress.step("an action waits for a human");
        CompletableFuture<Attempt> waiting = CompletableFuture.supplyAsync(
                () -> agent.run(token, "UPDATE customers SET address = ? WHERE id = ?", "12 New Street", 42));
        String id = approve(waiting);
        Attempt attempt = waiting.join();
        return new Scenario("held: new address, approved", "allowed", attempt.ending(), said(id, attempt));
    }

    private static String said(String id, Attempt attempt) {
        return id.isEmpty() ? attempt.said() : "approved as " + id + ", " + attempt.said();
    }

    private String approve(CompletableFuture<Attempt> waiting) throws IOException, InterruptedException {
        long looks = PATIENCE.dividedBy(LOOK_EVERY);
        for (long look = 0; look < looks && !waiting.isDone(); look++) {
            JsonNode holds = admin.get("/v1/holds", Role.READ).json().path("holds");
            if (!holds.isEmpty()) return approve(holds.get(0));
            Thread.sleep(LOOK_EVERY);
        }
        return "";
    }

    private String approve(JsonNode hold) throws IOException, InterruptedException {
        String id = hold.path("id").asText();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("fingerprint", hold.path("fingerprint").asText());
        Reply reply = admin.send("POST", "/v1/holds/" + id + "/approve", Role.APPROVE, body);
        if (reply.status() >= 300) throw new IOException("the hold could not be approved: " + reply.json());
        return id;
    }
}
