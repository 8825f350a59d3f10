package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.model.ScriptedModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A model provider and an MCP server behind a running gateway, beside an HTTP target at the same address.
@Timeout(120)
class ModelsAndToolsTest {

    private static final String TARGETS = """
              models:
                llm: { dialect: openai, address: "http://127.0.0.1:MODEL", key: "file:shop-key" }
                roles: { agent: small }
              desk:
                mcp: { address: "http://127.0.0.1:DESK/mcp" }
                roles: { agent: look }
            access:
              - { from: pods, to: models, as: agent, purposes: [support] }
              - { from: pods, to: desk, as: agent, purposes: [support] }
            """;

    private static final String LINES = """
                allow:
                  - { execute: [models/small, models/large], atMost: { perSession: 100000 } }
                  - { execute: [desk/look, desk/wipe] }
                  - { discover: desk/tools }
            """;

    private static ScriptedModel model;
    private static DeskServer desk;
    private static ShopStage stage;

    @BeforeAll
    static void play() throws Exception {
        model = ScriptedModel.start(ShopStage.KEY);
        desk = new DeskServer();
        String targets =
                TARGETS.replace("MODEL", String.valueOf(model.port())).replace("DESK", String.valueOf(desk.port()));
        stage = ShopStage.play(yaml -> yaml.replace("access:\n", targets).replace("    allow:\n", LINES));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        desk.close();
        model.close();
    }

    private static String post(String subject, String path, String body, String... headers) throws Exception {
        String[] all = new String[6 + 2 * headers.length + 3];
        int n = 0;
        for (String header : headers) {
            all[n++] = "-H";
            all[n++] = header;
        }
        for (String word : new String[] {
            "-H", "Authorization: Bearer " + stage.token(subject), "-H", "Content-Type: application/json", "-d", body
        }) all[n++] = word;
        all[n++] = "-H";
        all[n++] = "Accept: application/json, text/event-stream";
        all[n] = "https://localhost:" + stage.http() + path;
        return stage.curl(all).out();
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model
                + "\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}";
    }

    @Test
    void aModelAnswersUnderTheProvidersKey() throws Exception {
        String said = post("m1", "/models/v1/chat/completions", chat("small"));
        assertThat(said).contains("Hello.").endsWith("\n200").doesNotContain(ShopStage.KEY);
        assertThat(model.asked()).anyMatch(asked -> asked.field("authorization").equals("Bearer " + ShopStage.KEY));
    }

    @Test
    void aModelThatTheRoleDoesNotGrantIsNotAsked() throws Exception {
        String said = post("m2", "/models/v1/chat/completions", chat("large"));
        assertThat(said).contains("targets.models.roles.agent").endsWith("\n403");
        assertThat(model.asked()).noneMatch(asked -> asked.body().contains("large"));
    }

    private static String call(String subject, String tool) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        return post(
                subject,
                "/desk",
                body,
                "mcp-protocol-version: 2026-07-28",
                "mcp-method: tools/call",
                "mcp-name: " + tool);
    }

    @Test
    void aToolIsCalled() throws Exception {
        assertThat(call("t1", "look")).contains("the tool look ran").endsWith("\n200");
        assertThat(desk.called()).contains("look");
    }

    @Test
    void aToolThatTheRoleDoesNotGrantIsNotCalled() throws Exception {
        assertThat(call("t2", "wipe")).contains("targets.desk.roles.agent").doesNotContain("the tool wipe ran");
        assertThat(desk.called()).doesNotContain("wipe");
    }
}
