package dev.sallyport.app.exec.session;

import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.app.exec.run.Enclosure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What programs read that speak HTTP: where model providers are, where the proxy is, whom to trust,
/// and for each target its address and its token.
///
/// A token in the environment holds for its few minutes, for the first request of a session; the session then goes on.
/// Whoever comes later reads the target's file, which is kept fresh.
///
/// @param tokens that the session began with, by target
/// @param authorities who vouches for the gateway's certificate
/// @param forward PEM of the forward proxy's authority; empty when there is none
public record HttpVariables(
        GatewayPlace gateway, Map<String, String> tokens, Authorities authorities, Optional<String> forward) {

    /// Adds them; without any such target there are none.
    public Map<String, String> added(Map<String, String> variables, List<TargetFacts> targets, Enclosure place)
            throws IOException {
        List<TargetFacts> over =
                targets.stream().filter(TargetFacts::isOverHttp).toList();
        if (over.isEmpty()) return variables;
        Map<String, String> all = new TreeMap<>(variables);
        for (TargetFacts target : over) target(all, target, place);
        first(over, "openai").ifPresent(target -> openai(all, target));
        first(over, "anthropic").ifPresent(target -> provider(all, "ANTHROPIC", target, ""));
        first(over, "gemini").ifPresent(target -> {
            all.put("GOOGLE_GEMINI_BASE_URL", address(target));
            all.put("GEMINI_API_KEY", token(target));
        });
        if (over.stream().anyMatch(target -> target.speaks("mcp")))
            all.put(
                    "SALLYPORT_MCP_CONFIG",
                    place.files().resolve(TokenFiles.MCP).toString());
        List<TargetFacts> forwarded =
                over.stream().filter(TargetFacts::isForward).toList();
        if (!forwarded.isEmpty()) proxy(all, forwarded, place);
        trust(all, place);
        return all;
    }

    private void target(Map<String, String> all, TargetFacts target, Enclosure place) {
        String kind = target.speaks("mcp") ? "MCP_" : "";
        all.put("SALLYPORT_" + kind + target.variable() + "_URL", address(target));
        all.put("SALLYPORT_TOKEN_" + target.variable(), token(target));
        all.put(
                "SALLYPORT_TOKEN_FILE_" + target.variable(),
                place.files().resolve(TokenFiles.tokenFile(target)).toString());
    }

    private String address(TargetFacts target) {
        return gateway.endpoint() + target.path();
    }

    private String token(TargetFacts target) {
        return tokens.getOrDefault(target.name(), "");
    }

    private static Optional<TargetFacts> first(List<TargetFacts> targets, String dialect) {
        return targets.stream()
                .filter(target -> target.dialect().equals(dialect))
                .findFirst();
    }

    /// Not every program reads the address under the SDK's own name: one that finds none goes to the provider itself.
    /// So do the traces of OpenAI's Agents SDK, with what was said and with the key, wherever the address leads.
    private void openai(Map<String, String> all, TargetFacts target) {
        provider(all, "OPENAI", target, "/v1");
        all.put("OPENAI_API_BASE", address(target) + "/v1");
        all.put("OPENAI_AGENTS_DISABLE_TRACING", "1");
    }

    private void provider(Map<String, String> all, String name, TargetFacts target, String version) {
        all.put(name + "_BASE_URL", address(target) + version);
        all.put(name + "_API_KEY", token(target));
    }

    /// The token in the user information: the target's own, or where several are reached through the proxy, one that
    /// opens them all there. In clear text only when none of them asks for TLS.
    private void proxy(Map<String, String> all, List<TargetFacts> targets, Enclosure place) {
        TargetFacts first = targets.getFirst();
        String shared = tokens.get(TaskTokens.FORWARD_PROXY);
        if (shared != null)
            all.put(
                    "SALLYPORT_PROXY_TOKEN_FILE",
                    place.files().resolve(TokenFiles.PROXY).toString());
        boolean plain = gateway.isHere()
                && targets.stream().noneMatch(target -> target.plain().isEmpty());
        String where = plain ? first.plain() : gateway.http().toString();
        String token = shared == null ? token(first) : shared;
        String address = (plain ? "http" : "https") + "://sallyport:" + token + "@" + where;
        String direct = gateway.http().host() + ",localhost,127.0.0.1,::1";
        for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")) all.put(name, address);
        for (String name : List.of("NO_PROXY", "no_proxy")) all.put(name, direct);
        all.put("NODE_USE_ENV_PROXY", "1");
    }

    private void trust(Map<String, String> all, Enclosure place) throws IOException {
        place.put(Trusting.NAME, Trusting.bundle(authorities, forward.orElse("")));
        String file = place.files().resolve(Trusting.NAME).toString();
        Trusting.variables().forEach(name -> all.put(name, file));
    }
}
