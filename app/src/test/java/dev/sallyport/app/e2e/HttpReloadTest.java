package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.trail.line.EventKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Targets over HTTP while the configuration changes and sessions are ended (R18).
@Timeout(120)
class HttpReloadTest {

    private ShopStage stage;

    @BeforeEach
    void play() throws Exception {
        stage = ShopStage.play();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private String ask(String token, String target, String path) throws Exception {
        String out = stage.curl(
                        "-H",
                        "Authorization: Bearer " + token,
                        "https://localhost:" + stage.http() + "/" + target + path)
                .out();
        return out.substring(out.lastIndexOf('\n') + 1);
    }

    @Test
    void aTargetThatIsAddedIsServedAndOneThatIsGoneIsNot() throws Exception {
        String token = stage.token("a");
        assertThat(ask(token, "second", "/customers/1")).isEqualTo("404");
        stage.configure(yaml -> yaml.replace("  vault:\n", "  second:\n")
                .replace("vault/", "second/")
                .replace("to: vault", "to: second"));
        assertThat(stage.reload().status()).isEqualTo(200);
        assertThat(ask(token, "second", "/customers/1")).isEqualTo("200");
        assertThat(ask(token, "vault", "/customers/1")).isEqualTo("404");
        assertThat(ask(token, "shop", "/customers/1")).isEqualTo("200");
    }

    /// The session that was open goes by the new rules, or not at all.
    @Test
    void aRoleThatBecameNarrowerHoldsInOpenSessions() throws Exception {
        String token = stage.token("b");
        assertThat(ask(token, "shop", "/customers/1")).isEqualTo("200");
        stage.configure(yaml -> yaml.replace("\"GET /customers/*\", ", ""));
        assertThat(stage.reload().status()).isEqualTo(200);
        assertThat(ask(token, "shop", "/customers/2")).isEqualTo("403");
        assertThat(stage.shop.asked()).doesNotContain("GET /customers/2");
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws Exception {
        String token = stage.token("c");
        stage.configure(yaml -> yaml.replace("GET /orders", "TAKE /orders"));
        assertThat(stage.reload().json().toString()).contains("targets.shop.roles.agent[1]", "must begin with methods");
        assertThat(ask(token, "shop", "/customers/1")).isEqualTo("200");
    }

    @Test
    void whoeverIsEndedIsEnded() throws Exception {
        String token = stage.token("d");
        assertThat(ask(token, "shop", "/customers/1")).isEqualTo("200");
        AdminClient admin = new AdminClient(
                stage.state().resolve("admin.sock"), stage.state().resolve("tokens"), Duration.ofSeconds(20));
        JsonNode open = admin.send("GET", "/v1/sessions", Role.READ, MissingNode.getInstance())
                .json();
        String id = open.findValuesAsText("id").getFirst();
        assertThat(admin.send(
                                "DELETE",
                                "/v1/sessions/" + id,
                                Role.APPROVE,
                                JsonNodeFactory.instance.objectNode().put("reason", "enough"))
                        .ok())
                .isTrue();
        Await.until(
                "it is closed",
                () -> stage.records(EventKind.SESSION_CLOSED).stream()
                        .anyMatch(record -> record.session().equals(id)));
    }
}
