package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.wire.Node.Ran;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference servers of npm and the TypeScript SDK's client, all unmodified: what the client sees
/// through the gateway is what it sees directly. What is different is said here, with its reason.
class EverythingTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String CALLS = "[{\"name\":\"echo\",\"arguments\":{\"message\":\"grüezi 😀\"}},"
            + "{\"name\":\"get-sum\",\"arguments\":{\"a\":2,\"b\":3.5}},"
            + "{\"name\":\"get-tiny-image\",\"arguments\":{}},"
            + "{\"name\":\"get-structured-content\",\"arguments\":{\"location\":\"Chicago\"}},"
            + "{\"name\":\"get-annotated-message\",\"arguments\":{\"messageType\":\"error\",\"includeImage\":true}},"
            + "{\"name\":\"get-resource-links\",\"arguments\":{\"count\":3}},"
            + "{\"name\":\"get-resource-reference\",\"arguments\":{\"resourceType\":\"Text\",\"resourceId\":1}},"
            + "{\"name\":\"trigger-long-running-operation\",\"arguments\":{\"duration\":1,\"steps\":3}}]";
    private static final String PROMPTS = "[{\"name\":\"simple-prompt\"},"
            + "{\"name\":\"args-prompt\",\"arguments\":{\"city\":\"Bern\"}},{\"name\":\"nobody\"}]";

    private static Node node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        node = Node.ready();
    }

    private static Path everything() {
        return Node.packageFile("@modelcontextprotocol/server-everything/dist/index.js");
    }

    private static List<String> seen(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("CALLS", CALLS);
        all.put("PROMPTS", PROMPTS);
        all.put("TOKEN", "agent-a");
        Ran ran = node.run(LONGEST, all, Node.script("agent.mjs"));
        assertThat(ran.out()).endsWith("done\n");
        return new ArrayList<>(ran.out().lines().map(EverythingTest::steady).toList());
    }

    /// Times of the clock and sessions' own ids differ from run to run; and the last progress comes
    /// together with the reply, after which the client may have forgotten who wanted to hear of it.
    private static String steady(String line) {
        return line.replace(",[3,3]]", "]")
                .replaceAll("\\d{1,2}:\\d{2}:\\d{2} [AP]M", "TIME")
                .replaceAll("session://[^\"]*", "session://");
    }

    /// Both tell the client of tasks and of completions by the server's capabilities; the gateway does
    /// not pass tasks on, since what runs on as a task answers under methods that nobody judged.
    private static List<String> withoutTasks(List<String> lines) {
        return lines.stream()
                .map(line -> line.startsWith("capabilities ")
                        ? line.replace("\"tasks\",", "").replace(",\"tasks\"", "")
                        : line)
                .toList();
    }

    @Test
    void overHttpItIsTheSame() throws Exception {
        try (Node.Server server = node.serve(everything(), "streamableHttp")) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            List<String> expected = seen(Map.of("ENDPOINT", direct.toString()));
            try (McpStage stage = new McpStage(McpTargetSettings.of("helpdesk", new McpServer.Remote(direct)))) {
                List<String> through = seen(Map.of("ENDPOINT", stage.endpoint().toString()));
                assertThat(through).containsExactlyElementsOf(withoutTasks(expected));
                assertThat(stage.gate.statements()).anyMatch(s -> s.startsWith("tools/call") && s.contains("grüezi"));
                assertThat(stage.gate.observed)
                        .extracting(Turn::text)
                        .anyMatch(text -> text.contains("Echo: grüezi 😀"));
                assertThat(stage.target.desk().sessions().size()).isZero();
                assertThat(Files.readString(server.log())).doesNotContain("agent-a");
            }
        }
    }

    @Test
    void asAChildItIsTheSame() throws Exception {
        String arguments = "[\"" + everything() + "\",\"stdio\"]";
        List<String> expected = seen(Map.of("COMMAND", node.program(), "ARGS", arguments));
        McpServer.Child child = child(List.of(node.program(), everything().toString(), "stdio"));
        try (McpStage stage = new McpStage(McpTargetSettings.of("helpdesk", child))) {
            List<String> through = seen(Map.of("ENDPOINT", stage.endpoint().toString()));
            through.remove("session true");
            assertThat(through).containsExactlyElementsOf(withoutTasks(expected));
        }
    }

    @Test
    void filesAsAChildAreTheSame() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
        Files.createDirectory(folder.resolve("sub"));
        Path program = Node.packageFile("@modelcontextprotocol/server-filesystem/dist/index.js");
        String calls = "[{\"name\":\"read_text_file\",\"arguments\":{\"path\":\"%1$s/a.txt\"}},"
                + "{\"name\":\"write_file\",\"arguments\":{\"path\":\"%1$s/b.txt\",\"content\":\"x\"}},"
                + "{\"name\":\"list_directory\",\"arguments\":{\"path\":\"%1$s\"}},"
                + "{\"name\":\"read_text_file\",\"arguments\":{\"path\":\"/etc/passwd\"}}]";
        String with = calls.formatted(folder.toRealPath());
        String arguments = "[\"" + program + "\",\"" + folder.toRealPath() + "\"]";
        List<String> expected = seen(Map.of("COMMAND", node.program(), "ARGS", arguments, "CALLS", with));
        Files.delete(folder.resolve("b.txt"));
        McpServer.Child child = child(
                List.of(node.program(), program.toString(), folder.toRealPath().toString()));
        try (McpStage stage = new McpStage(McpTargetSettings.of("files", child))) {
            List<String> through = seen(Map.of("ENDPOINT", stage.endpoint().toString(), "CALLS", with));
            through.remove("session true");
            assertThat(through).containsExactlyElementsOf(withoutTasks(expected));
            assertThat(Files.readString(folder.resolve("b.txt"))).isEqualTo("x");
        }
    }

    private McpServer.Child child(List<String> command) {
        return new McpServer.Child(
                command,
                Map.of(),
                folder,
                McpServer.Child.AS_GATEWAY,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                4);
    }
}
