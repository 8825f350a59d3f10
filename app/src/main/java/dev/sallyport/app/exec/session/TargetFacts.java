package dev.sallyport.app.exec.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// How a target is reached, as the gateway says it to everybody.
///
/// @param protocol `postgres`, `http`, `llm` or `mcp`
/// @param dialect of a model provider, such as `openai`; otherwise empty
/// @param path at the gateway's address, such as `/tickets`; empty for one that is reached elsewhere
/// @param forward its own origin, when it is reached through the forward proxy; otherwise empty
/// @param plain `host:port` where it is reached in clear text on the gateway's own machine; otherwise empty
public record TargetFacts(String name, String protocol, String dialect, String path, String forward, String plain) {

    static TargetFacts of(String name, JsonNode json) {
        return new TargetFacts(
                name,
                json.path("sallyport_protocol").asText("postgres"),
                json.path("sallyport_dialect").asText(""),
                json.path("sallyport_path").asText(""),
                json.path("sallyport_forward").asText(""),
                json.path("sallyport_plain").asText(""));
    }

    boolean speaks(String wanted) {
        return protocol.equals(wanted);
    }

    /// It is reached through the forward proxy.
    boolean isForward() {
        return !forward.isEmpty();
    }

    boolean isOverHttp() {
        return !speaks("postgres");
    }

    /// Its name as part of a variable's: upper case, with `_` for what cannot stand there.
    String variable() {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
