package dev.sallyport.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.mcp.Targets;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.mcp.wire.Node.Ran;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The official conformance suite, unmodified, against a server directly and through the gateway: the
/// same scenarios pass, but for those that are named here with their reasons.
class ConformanceTest {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Pattern LINE =
            Pattern.compile("^([✓✗~!]?)\\s*([a-z0-9-]+):\\s*(\\d+) passed, (\\d+) failed", Pattern.MULTILINE);

    private static Node node;
    private static Path suite;

    @BeforeAll
    static void install() throws Exception {
        node = Node.ready();
        suite = Node.packageFile("@modelcontextprotocol/conformance/dist/index.js");
    }

    /// Scenarios with the numbers of their checks that passed and failed.
    private static Map<String, String> results(URI endpoint) throws Exception {
        Map<String, String> environment =
                Map.of("TOKEN", "agent-a", "NODE_OPTIONS", "--import=" + Node.script("with-token.mjs"));
        Ran ran = node.run(LONGEST, environment, suite, "server", "--suite", "all", "--url", endpoint.toString());
        Map<String, String> results = new TreeMap<>();
        Matcher lines = LINE.matcher(ran.out());
        while (lines.find()) results.put(lines.group(2), lines.group(3) + " passed, " + lines.group(4) + " failed");
        assertThat(results).as(ran.out()).hasSizeGreaterThan(25);
        return results;
    }

    private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
        Set<String> different = new TreeSet<>();
        one.forEach((scenario, result) -> {
            if (!result.equals(other.get(scenario))) different.add(scenario);
        });
        return different;
    }

    /// - `dns-rebinding-protection`: the gateway asks everybody for a token, and this scenario alone
    /// shows none: both of
    ///   its requests are refused, where a server without authentication would let the local one in.
    @Test
    void whatPassesDirectlyPassesThroughTheGateway() throws Exception {
        try (Node.Server server = node.serve(Node.script("conformance-server.mjs"))) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            Map<String, String> expected = results(direct);
            assertThat(expected)
                    .allSatisfy((scenario, result) ->
                            assertThat(result).as(scenario).endsWith(" 0 failed"));
            McpServer remote = new McpServer.Remote(direct);
            try (McpStage stage =
                    new McpStage(Targets.helpdesk(remote, Set.of(ServerAsk.values()), PinPolicy.DEFAULT))) {
                Map<String, String> through = results(stage.endpoint());
                assertThat(differences(expected, through)).containsExactly("dns-rebinding-protection");
            }
        }
    }

    /// With the configuration's defaults nothing may be asked of the agent's side: exactly the
    /// scenarios that need it differ.
    @Test
    void byDefaultServersAskNothing() throws Exception {
        try (Node.Server server = node.serve(Node.script("conformance-server.mjs"))) {
            URI direct = URI.create("http://127.0.0.1:" + server.port() + "/mcp");
            try (McpStage stage = new McpStage(McpTargetSettings.of("helpdesk", new McpServer.Remote(direct)))) {
                Set<String> failed = new TreeSet<>();
                results(stage.endpoint()).forEach((scenario, result) -> {
                    if (!result.endsWith(" 0 failed")) failed.add(scenario);
                });
                assertThat(failed)
                        .containsExactlyInAnyOrder(
                                "dns-rebinding-protection",
                                "elicitation-sep1034-defaults",
                                "elicitation-sep1330-enums",
                                "tools-call-elicitation",
                                "tools-call-sampling");
            }
        }
    }
}
