package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mcp.target.ServerAsk;
import java.util.Optional;

/// What a server asked of this agent and was let through to it.
public interface Asked {

    Asked NOTHING = id -> Optional.empty();

    /// @param id of the server's request
    Optional<What> find(JsonNode id);

    sealed interface What {
        record Something(ServerAsk ask) implements What {}

        enum Ping implements What {
            PING
        }
    }
}
