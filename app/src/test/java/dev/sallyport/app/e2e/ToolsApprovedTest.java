package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.trail.line.EventKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A tool that says something else of itself is called by nobody until an administrator has seen what is
/// different.
@Timeout(120)
class ToolsApprovedTest {

    private static final String TARGET = """
              desk:
                mcp: { address: "http://127.0.0.1:DESK/mcp" }
                roles: { agent: look }
            access:
              - { from: pods, to: desk, as: agent, purposes: [support] }
            """;
    private static final String LINES = """
                allow:
                  - { execute: desk/look }
            """;

    private DeskServer desk;
    private ShopStage stage;

    @BeforeEach
    void play() throws Exception {
        desk = new DeskServer();
        String target = TARGET.replace("DESK", String.valueOf(desk.port()));
        stage = ShopStage.play(yaml -> yaml.replace("access:\n", target).replace("    allow:\n", LINES));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        desk.close();
    }

    private String look(String subject) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"look\","
                + "\"arguments\":{},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        String[] headers = {
            "-H",
            "Authorization: Bearer " + stage.token(subject),
            "-H",
            "Content-Type: application/json",
            "-H",
            "Accept: application/json, text/event-stream",
            "-H",
            "mcp-protocol-version: 2026-07-28",
            "-H",
            "mcp-method: tools/call",
            "-H",
            "mcp-name: look",
            "-d",
            body,
            "https://localhost:" + stage.http() + "/desk"
        };
        return stage.curl(headers).out();
    }

    private JsonNode waiting() throws Exception {
        JsonNode tools = stage.admin().get("/v1/tools", Role.READ).json().path("tools");
        for (JsonNode tool : tools) if (tool.path("waiting").asBoolean()) return tool;
        return JsonNodeFactory.instance.objectNode();
    }

    private Reply answer(String verb, JsonNode tool) throws Exception {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("target", "desk")
                .put("tool", "look")
                .put("fingerprint", tool.path("fingerprint").asText())
                .put("reason", "version 2");
        return stage.admin().send("POST", "/v1/tools/" + verb, Role.APPROVE, body);
    }

    @Test
    void aChangedToolIsCalledAgainWhenItWasApprovedAndTheTrailSaysByWhom() throws Exception {
        assertThat(look("a1")).contains("the tool look ran");
        desk.describes("looks at a ticket, and mails it");
        assertThat(look("a2")).contains("is not trusted in its present form").doesNotContain("the tool look ran");

        JsonNode waiting = waiting();
        assertThat(waiting.path("changes"))
                .extracting(JsonNode::asText)
                .containsExactly("description was: `looks at a ticket`, is: `looks at a ticket, and mails it`");
        assertThat(answer("approve", JsonNodeFactory.instance.objectNode().put("fingerprint", "sha256:0"))
                        .status())
                .isEqualTo(409);
        assertThat(look("a3")).doesNotContain("the tool look ran");
        assertThat(answer("approve", waiting).status()).isEqualTo(200);
        assertThat(look("a4")).contains("the tool look ran");

        assertThat(stage.records(EventKind.ADMINISTERED))
                .filteredOn(record -> record.text("what").equals("tool-approved"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.text("by")).isNotEmpty();
                    assertThat(record.text("detail"))
                            .contains(
                                    "desk/look from " + waiting.path("trusted").asText() + " to "
                                            + waiting.path("fingerprint").asText(),
                                    "because version 2",
                                    "is: `looks at a ticket, and mails it`");
                });
    }

    @Test
    void aDismissedFormIsForgottenAndTheTrustedOneMayBeCalledAgain() throws Exception {
        assertThat(look("b1")).contains("the tool look ran");
        desk.describes("looks at a ticket, and mails it");
        assertThat(look("b2")).doesNotContain("the tool look ran");
        desk.describes("looks at a ticket");
        assertThat(look("b3")).as("changed back, unseen").doesNotContain("the tool look ran");
        assertThat(answer("dismiss", waiting()).status()).isEqualTo(200);
        assertThat(look("b4")).contains("the tool look ran");
        assertThat(List.copyOf(stage.records(EventKind.ADMINISTERED)))
                .extracting(record -> record.text("what"))
                .contains("tool-dismissed")
                .doesNotContain("tool-approved");
    }
}
