package dev.sallyport.app.exec.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.exec.run.Enclosure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Where the command finds its tokens: libpq's password file (its manual, "The Password File"), one file for each
/// target over HTTP, one for the proxy where several targets share it, and a list of MCP servers in the form that
/// agents read (`mcpServers`).
///
/// @param targets of the session
public record TokenFiles(GatewayPlace gateway, List<TargetFacts> targets, Enclosure place) {

    static final String PASSWORDS = "pgpass";
    static final String MCP = "mcp.json";
    static final String PROXY = "proxy-token";

    public TokenFiles {
        targets = List.copyOf(targets);
    }

    /// The name of a target's own file.
    static String tokenFile(TargetFacts target) {
        return "token-" + target.name();
    }

    /// Whether one token has to open several targets: a program has one proxy.
    boolean sharesProxy() {
        return targets.stream().filter(TargetFacts::isForward).count() > 1;
    }

    void write(Map<String, String> tokens) throws IOException {
        StringBuilder passwords = new StringBuilder();
        for (TargetFacts target : targets) {
            String token = tokens.getOrDefault(target.name(), "");
            if (target.isOverHttp()) put(tokenFile(target), token + "\n");
            else passwords.append(line(gateway.postgres(), target.name(), token));
        }
        put(PASSWORDS, passwords.toString());
        String proxy = tokens.get(TaskTokens.FORWARD_PROXY);
        if (proxy != null) put(PROXY, proxy + "\n");
        if (targets.stream().anyMatch(target -> target.speaks("mcp"))) put(MCP, servers(tokens));
    }

    private void put(String name, String text) throws IOException {
        place.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(HostPort gateway, String target, String token) {
        return escaped(gateway.host()) + ":" + gateway.port() + ":*:" + escaped(target) + ":" + escaped(token) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    private String servers(Map<String, String> tokens) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode servers = root.putObject("mcpServers");
        for (TargetFacts target : targets) {
            if (!target.speaks("mcp")) continue;
            ObjectNode server = servers.putObject(target.name()).put("type", "http");
            server.put("url", gateway.endpoint() + target.path());
            server.putObject("headers").put("Authorization", "Bearer " + tokens.getOrDefault(target.name(), ""));
        }
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
