package dev.sallyport.app.admin.client;

import com.fasterxml.jackson.databind.JsonNode;

/// @param status of HTTP
/// @param json the body; a string node when it was not JSON
public record Reply(int status, JsonNode json) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The last part of a problem's `type`; empty for an answer that is none.
    public String problem() {
        String type = json.path("type").asText("");
        return ok() ? "" : type.substring(type.lastIndexOf(':') + 1);
    }

    /// What a problem says.
    public String detail() {
        return json.path("detail").asText("the gateway answered with status " + status);
    }
}
