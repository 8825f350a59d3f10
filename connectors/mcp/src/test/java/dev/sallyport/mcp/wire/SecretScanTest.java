package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.ChildLimits;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.testkit.log.Overheard;
import dev.sallyport.testkit.log.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server's token, and what secrets a child has in its environment, stand in no answer, no error, nothing that the
/// gateway is told and no line of the log at its finest level, whatever a server says with them (DESIGN: the agent
/// never holds a credential).
@Timeout(120)
class SecretScanTest {

    private static final String SECRET = McpGate.SECRET;

    private static Stream<String> forms() {
        StringBuilder escaped = new StringBuilder();
        for (char c : SECRET.toCharArray()) escaped.append(String.format("\\u%04x", (int) c));
        return Stream.of(
                SECRET,
                escaped.toString(),
                SECRET.replace("s3", "\\u0073%33"),
                SECRET.replace("-", "%2D"),
                Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatARemoteServerSaysWithItIsHeardNowhere(String form) throws Exception {
        List<ScriptedServer.Script> scripts = List.of(
                (h, out) -> out.json(200, result(h.id(), form), "x-you", form, form.replaceAll("[^a-z0-9]", ""), "x"),
                (h, out) -> out.json(200, failure(h.id(), form)),
                (h, out) -> out.json(400, failure("null", form)),
                (h, out) -> out.json(401, failure(h.id(), form), "www-authenticate", "Bearer realm='" + form + "'"),
                (h, out) -> out.json(200, "{'jsonrpc':'2.0','" + form + "':1}"),
                (h, out) -> out.body(500, "text/html", form),
                (h, out) -> out.body(200, form.replaceAll("[\\\\%]", "x"), form),
                (h, out) -> stream(out.stream("x-you", form), h.id(), form, 1 << 20),
                (h, out) -> stream(out.stream(), h.id(), form, 5));
        try (ScriptedServer server = new ScriptedServer();
                Overheard log = Overheard.everything();
                McpStage stage = new McpStage(
                        Targets.helpdesk(new McpServer.Remote(server.endpoint()), Set.of(), PinPolicy.DEFAULT));
                Agent agent = new Agent(stage.endpoint(), "agent-a")) {
            server.tools = server.tools.replace("reads one", "reads one with " + form);
            agent.initialize();
            scan(agent.post("{'jsonrpc':'2.0','id':1,'method':'tools/list'}"));
            for (ScriptedServer.Script script : scripts) {
                server.scripts.put("tools/call", script);
                scan(agent.call("get_ticket", "{'id':201}"));
            }
            server.scripts.put("GET", (h, out) -> stream(out.stream(), "9", form, 1 << 20));
            try (Stream<String> lines = agent.listen().body()) {
                assertThat(Told.in(String.join("\n", lines.toList()), SECRET)).isFalse();
            }
            server.scripts.put("initialize", (h, out) -> out.json(200, result(h.id(), form), "mcp-session-id", form));
            agent.session = "";
            scan(agent.initialize());
            scan(stage, log);
            assertThat(server.heard)
                    .anyMatch(each -> each.header("authorization").contains(SECRET));
        }
    }

    private static String result(String id, String form) {
        return "{'jsonrpc':'2.0','id':" + id + ",'result':{'content':[{'type':'text','text':'it is " + form
                + "'}],'structuredContent':{'" + form + "':'" + form + "'},'_meta':{'k':'" + form + "'}}}";
    }

    private static String failure(String id, String form) {
        return "{'jsonrpc':'2.0','id':" + id + ",'error':{'code':-32000,'message':'not " + form + "','data':{'" + form
                + "':['" + form + "']}}}";
    }

    private static void stream(OutputStream to, String id, String form, int piece) throws IOException {
        String log =
                "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'" + form + "'}}";
        String events = (": " + form + "\n\nid: " + form + "\nevent: message\ndata: " + log + "\n\ndata: "
                        + result(id, form) + "\n\n")
                .replace('\'', '"');
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        try (to) {
            for (int from = 0; from < bytes.length; from += piece) {
                to.write(bytes, from, Math.min(piece, bytes.length - from));
                to.flush();
            }
        }
    }

    private static void scan(HttpResponse<String> answer) {
        String all = answer.headers().map() + "\n" + answer.body();
        assertThat(Told.in(all, SECRET)).as(all).isFalse();
    }

    private static void scan(McpStage stage, Overheard log) {
        assertThat(Told.in(stage.gate.observed.toString(), SECRET)).isFalse();
        assertThat(Told.in(stage.gate.statements().toString(), SECRET)).isFalse();
        assertThat(Told.in(stage.gate.outcomes.toString(), SECRET)).isFalse();
        System.getLogger("dev.sallyport.mcp").log(System.Logger.Level.TRACE, "the ear hears");
        String lines = String.join("\n", log.lines());
        assertThat(lines).contains("the ear hears");
        assertThat(Told.in(lines, SECRET)).as(lines).isFalse();
    }

    @TempDir
    private Path folder;

    /// Results, errors, messages, what is no message, and what it complains about, in one piece and torn apart.
    @ParameterizedTest
    @MethodSource("forms")
    void whatAChildSaysWithItIsHeardNowhere(String form) throws Exception {
        try (Overheard log = Overheard.everything();
                McpStage stage = new McpStage(Targets.helpdesk(child(form), Set.of(), PinPolicy.DEFAULT));
                Agent agent = new Agent(stage.endpoint(), "agent-a")) {
            scan(agent.initialize());
            scan(agent.post("{'jsonrpc':'2.0','id':1,'method':'tools/list'}"));
            HttpResponse<String> result = agent.call("get", "{'x':'result'}");
            assertThat(result.body()).contains("it is");
            scan(result);
            HttpResponse<String> failure = agent.call("get", "{'x':'failure'}");
            assertThat(failure.body()).contains("not ");
            scan(failure);
            scan(agent.call("get", "{'x':'die'}"));
            for (int i = 0; i < 100 && log.lines().stream().noneMatch(line -> line.contains("and no more")); i++)
                Thread.sleep(50);
            assertThat(String.join("\n", log.lines())).contains("I complain of", "****", "and no more");
            scan(stage, log);
        }
    }

    private McpServer.Child child(String form) throws IOException {
        Path script = folder.resolve("server.sh");
        Files.writeString(script, """
                form=$(cat form)
                say() { printf '%s\\n' "${1//FORM/"$form"}"; }
                complain() { printf '%s' "${1//FORM/"$form"}" >&2; }
                complain "I complain of FORM and of ${form:0:7}"; sleep 0.1; complain "${form:7}"; complain $'\\n'
                while IFS= read -r line; do
                  ID=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
                  say 'this is no message: FORM'
                  say '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"FORM"}}'
                  case "$line" in
                    *'"initialize"'*) say '{"jsonrpc":"2.0","id":'$ID',"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"FORM","version":"1"}}}';;
                    *'"tools/list"'*) say '{"jsonrpc":"2.0","id":'$ID',"result":{"tools":[{"name":"get","description":"FORM","inputSchema":{"type":"object"}}]}}';;
                    *failure*) say '{"jsonrpc":"2.0","id":'$ID',"error":{"code":-32000,"message":"not FORM","data":{"FORM":"FORM"}}}';;
                    *die*) complain 'my last words: FORM, and no more'; exit 3;;
                    *'"tools/call"'*) say '{"jsonrpc":"2.0","id":'$ID',"result":{"content":[{"type":"text","text":"it is FORM"}],"_meta":{"k":"FORM"}}}';;
                  esac
                done
                """);
        Files.writeString(folder.resolve("form"), form);
        return new McpServer.Child(
                List.of("/bin/bash", script.toString()),
                Map.of("PATH", "/usr/bin:/bin", "TOKEN", SECRET),
                folder,
                McpServer.Child.AS_GATEWAY,
                Duration.ofSeconds(10),
                Duration.ofMillis(300),
                2,
                ChildLimits.DEFAULT,
                List.of(Secret.of(SECRET)));
    }

    /// A child that cannot be started is said without its environment.
    @Test
    void aChildThatIsNotThereIsSaidWithoutIt() throws Exception {
        McpServer.Child nobody = new McpServer.Child(
                List.of("/no/such/program"),
                Map.of("TOKEN", SECRET),
                folder,
                McpServer.Child.AS_GATEWAY,
                Duration.ofSeconds(10),
                Duration.ofMillis(300),
                2,
                ChildLimits.DEFAULT,
                List.of(Secret.of(SECRET)));
        try (Overheard log = Overheard.everything();
                McpStage stage = new McpStage(Targets.helpdesk(nobody, Set.of(), PinPolicy.DEFAULT));
                Agent agent = new Agent(stage.endpoint(), "agent-a")) {
            HttpResponse<String> answer = agent.initialize();
            assertThat(answer.statusCode()).isEqualTo(502);
            scan(answer);
            scan(stage, log);
        }
    }
}
