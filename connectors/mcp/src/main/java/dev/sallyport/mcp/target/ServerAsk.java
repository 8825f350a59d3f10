package dev.sallyport.mcp.target;

import java.util.Arrays;
import java.util.Optional;

/// What a server may want from the agent's side. Denied unless the target's configuration allows it;
/// what the agent then replies is an action of its own: EXECUTE of the resource with [#word]'s name.
public enum ServerAsk {
    /// A completion by the agent's model: the server's text becomes a prompt.
    SAMPLING("sampling/createMessage", "sampling"),
    /// Something that the agent's user should type.
    ELICITATION("elicitation/create", "elicitation"),
    /// Which folders the agent works in.
    ROOTS("roots/list", "roots");

    private final String method;
    private final String word;

    ServerAsk(String method, String word) {
        this.method = method;
        this.word = word;
    }

    public String method() {
        return method;
    }

    /// The capability that a client declares it with, and the configuration's word for it.
    public String word() {
        return word;
    }

    public static Optional<ServerAsk> of(String method) {
        return Arrays.stream(values()).filter(ask -> ask.method.equals(method)).findFirst();
    }
}
