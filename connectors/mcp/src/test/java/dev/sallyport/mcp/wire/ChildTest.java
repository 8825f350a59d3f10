package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.RpcReader;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpLimits;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ServerAsk;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers on standard input and output (R22): a shell script that speaks just enough of MCP.
class ChildTest {

    /// Answers by method; what a test adds stands in `EXTRA`. `$id` is the request's id, which is the
    /// gateway's own.
    private static final String SCRIPT = """
            #!/bin/bash
            BEFORE
            while IFS= read -r line; do
              id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
              case "$line" in
                *'"initialize"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}}';;
                *'"tools/list"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"tools":[{"name":"get","inputSchema":{"type":"object"}}]}}';;
                EXTRA
                *'"tools/call"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"content":[{"type":"text","text":"called"}]}}';;
              esac
            done
            """;

    @TempDir
    private Path folder;

    private McpStage stage;
    private Agent agent;

    private McpServer.Child child(String before, String extra, String user, int most) throws IOException {
        Path script = folder.resolve("server.sh");
        Files.writeString(script, SCRIPT.replace("BEFORE", before).replace("EXTRA", extra));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new McpServer.Child(
                List.of("/bin/bash", script.toString()),
                Map.of("PATH", "/usr/bin:/bin", "ONLY", "this"),
                folder,
                user,
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                most);
    }

    private void open(McpServer.Child child, Set<ServerAsk> mayAsk) throws IOException {
        McpTargetSettings plain = Targets.helpdesk(child, mayAsk, PinPolicy.DEFAULT);
        stage = new McpStage(new McpTargetSettings(
                plain.name(),
                plain.server(),
                plain.revisions(),
                plain.tools(),
                plain.resources(),
                plain.pins(),
                plain.mayAsk(),
                plain.origins(),
                plain.authorization(),
                new McpLimits(64 * 1024, 64, 50, 1000, 4096, 100)));
        agent = new Agent(stage.endpoint(), "agent-a");
    }

    private void open(String before, String extra) throws IOException {
        open(child(before, extra, McpServer.Child.AS_GATEWAY, 2), Set.of());
    }

    @AfterEach
    void close() {
        if (agent != null) agent.close();
        if (stage != null) stage.close();
    }

    /// A pipe holds the thread that carries a virtual one for as long as nothing comes, and of those there are as many
    /// as processors: some idle children held them all, and nobody reached any target any more.
    @Test
    void idleChildrenHoldNoThreadThatOthersNeed() throws Exception {
        open("", "");
        agent.initialize();
        assertThat(Thread.getAllStackTraces().keySet()) // virtual ones do not stand there
                .filteredOn(thread -> thread.getName().equals("child of helpdesk"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void eachMcpSessionHasAChildOfItsOwn() throws Exception {
        open(
                "",
                "*who*) echo '{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"'$$'\"}]}}';;");
        String who = "{'x':'who'}";
        agent.initialize();
        String one = agent.call("get", who).body();
        try (Agent other = new Agent(stage.endpoint(), "agent-b")) {
            other.initialize();
            assertThat(other.call("get", who).body()).isNotEqualTo(one).contains("\"text\"");
            other.session = agent.session;
            assertThat(other.call("get", who).statusCode()).isEqualTo(404);
        }
        assertThat(agent.call("get", who).body()).isEqualTo(one);
    }

    @Test
    void itsEnvironmentIsWhatTheConfigurationSays() throws Exception {
        open("env > " + folder + "/env", "");
        agent.initialize();
        assertThat(Files.readAllLines(folder.resolve("env")))
                .allMatch(line -> line.matches("(PATH=/usr/bin:/bin|ONLY=this|PWD=.*|SHLVL=.*|_=.*)"));
    }

    /// Without the kill of the group the grandchild lives on.
    @Test
    void itsWholeProcessGroupEndsWithTheSession() throws Exception {
        open("setsid_free() { sleep 1000 & echo $! > " + folder + "/grandchild; }; trap '' TERM HUP; setsid_free", "");
        agent.initialize();
        long grandchild =
                Long.parseLong(Files.readString(folder.resolve("grandchild")).strip());
        assertThat(alive(grandchild)).isTrue();
        assertThat(agent.leave().statusCode()).isEqualTo(200);
        for (int i = 0; i < 100 && alive(grandchild); i++) Thread.sleep(50);
        assertThat(alive(grandchild)).isFalse();
        assertThat(agent.call("get", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void itEndsWithTheSessionOfTheGateway() throws Exception {
        open("sleep 1000 & echo $! > " + folder + "/grandchild", "");
        agent.initialize();
        long grandchild =
                Long.parseLong(Files.readString(folder.resolve("grandchild")).strip());
        stage.gate.endings.get("agent-a").end("revoked");
        for (int i = 0; i < 100 && alive(grandchild); i++) Thread.sleep(50);
        assertThat(alive(grandchild)).isFalse();
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /// R22. Needs the superuser, as the gateway does to run children as somebody else.
    @Test
    void itRunsAsAnotherUserWithoutItsGroups() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only the superuser can become somebody else");
        Path out = folder.resolve("who");
        Files.createFile(out);
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rw-rw-rw-"));
        open(
                child("{ id -u; id -G; grep -E 'CapEff|NoNewPrivs' /proc/self/status; } > " + out, "", "nobody", 2),
                Set.of());
        assumeTrue(reachable(folder), "the temporary folder cannot be reached by other users");
        assertThat(agent.initialize().statusCode()).isEqualTo(200);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isNotEqualTo("0");
        assertThat(lines.get(1)).doesNotContain(" ").isNotEqualTo("0");
        assertThat(lines)
                .anyMatch(line -> line.matches("CapEff:\\s+0+"))
                .anyMatch(line -> line.matches("NoNewPrivs:\\s+1"));
    }

    private static boolean reachable(Path folder) throws IOException {
        for (Path each = folder; each != null; each = each.getParent())
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(each))
                            .endsWith("x")
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(each))
                            .endsWith("t")) return false;
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-user-here", "root", "a b", "-u", "0"})
    void aUserThatIsNoneOrTooMuchIsRefused(String user) throws Exception {
        try (ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor()) {
            Json json = new Json(32, 4096);
            McpServer.Child child = child("", "", user, 1);
            assertThatThrownBy(() -> ChildServer.start(
                            Targets.helpdesk(child, Set.of(), PinPolicy.DEFAULT),
                            child,
                            new RpcReader(json, 1),
                            new RpcWriter(json),
                            blocking,
                            () -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("user: ");
        }
    }

    @Test
    void thereAreNoMoreThanThereMayBe() throws Exception {
        open("", "");
        try (Agent two = new Agent(stage.endpoint(), "agent-b");
                Agent three = new Agent(stage.endpoint(), "agent-c")) {
            assertThat(agent.initialize().statusCode()).isEqualTo(200);
            assertThat(two.initialize().statusCode()).isEqualTo(200);
            HttpResponse<String> response = three.initialize();
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("2 children");
            two.leave();
            assertThat(three.initialize().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aChildThatSaysNothingIsNotWaitedForLonger() throws Exception {
        open("sleep 1000", "");
        HttpResponse<String> response = agent.initialize();
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("in time");
        assertThat(stage.target.desk().sessions().size())
                .as("nobody will ever use it")
                .isZero();
    }

    @Test
    void aProgramThatIsNotThereIsSaidSo() throws Exception {
        McpServer.Child child = new McpServer.Child(
                List.of("/no/such/program"),
                Map.of(),
                folder,
                McpServer.Child.AS_GATEWAY,
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                1);
        open(child, Set.of());
        HttpResponse<String> response = agent.initialize();
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("\"id\":0");
    }

    @Test
    void aChildThatDiesFailsWhatWaitsForIt() throws Exception {
        open("", "*die*) exit 3;;");
        agent.initialize();
        assertThat(agent.call("get", "{'x':'die'}").body()).contains("has ended", "\"id\":7");
        assertThat(agent.call("get", "{}").statusCode()).isIn(404, 502);
    }

    /// Noise, half messages, replies to nobody, and one line that never ends.
    @Test
    void whatIsNoMessageIsNothingAndALineIsBounded() throws Exception {
        open(
                "echo hello; echo '{'; echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}'; echo noise >&2",
                "*giant*) head -c 200000 /dev/zero | tr '\\0' x; sleep 5;;");
        agent.initialize();
        assertThat(agent.call("get", "{}").body()).contains("called");
        assertThat(agent.call("get", "{'x':'giant'}").body())
                .contains("has ended")
                .hasSizeLessThan(500);
    }

    /// Two requests at once: each gets its own reply, under its own id; and an id that waits is not
    /// used again.
    @Test
    void repliesGoToWhomTheyBelong() throws Exception {
        open(
                "",
                "*slow*) (sleep 0.7; echo '{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"late\"}]}}') &;;");
        agent.initialize();
        agent.call("get", "{}");
        var late = Executors.newVirtualThreadPerTaskExecutor()
                .submit(() -> agent.call("get", "{'x':'slow'}").body());
        Thread.sleep(200);
        String other = "{'jsonrpc':'2.0','id':'other','method':'tools/call','params':{'name':'get','arguments':{}}}";
        assertThat(agent.post(other).body()).contains("called", "\"id\":\"other\"");
        assertThat(agent.call("get", "{}").statusCode()).isEqualTo(400);
        assertThat(late.get()).contains("late", "\"id\":7");
    }

    @Test
    void whatBelongsToNoRequestComesOnTheStreamOfGet() throws Exception {
        open(
                "",
                "*news*) echo '{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/list_changed\"}'; "
                        + "echo '{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"}'; "
                        + "echo '{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":{\"content\":[]}}';;");
        agent.initialize();
        agent.call("get", "{'x':'news'}");
        try (Stream<String> lines = agent.listen().body()) {
            assertThat(lines.filter(line -> line.startsWith("data")).findFirst().orElse(""))
                    .contains("notifications/resources/list_changed");
        }
    }

    /// What a child asks is declined towards it, or answered by the agent, as the configuration says.
    @Test
    void whatAChildMayNotAskIsDeclined() throws Exception {
        open(
                "",
                "*ask*) last=$id; echo '{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"sampling/createMessage\",\"params\":{}}';; "
                        + "*'not allowed here'*) echo '{\"jsonrpc\":\"2.0\",\"id\":'$last',\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"declined\"}]}}';;");
        agent.initialize();
        assertThat(agent.call("get", "{'x':'ask'}").body()).contains("declined").doesNotContain("sampling");
    }

    @Test
    void aDenialStartsNothing() throws Exception {
        open("touch " + folder + "/started", "");
        HttpResponse<String> response =
                agent.post("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':"
                        + "'2025-11-25','capabilities':{},'clientInfo':{'name':'deny!','version':'1'}}}");
        assertThat(response.body()).contains("-31403");
        assertThat(folder.resolve("started")).doesNotExist();
    }
}
