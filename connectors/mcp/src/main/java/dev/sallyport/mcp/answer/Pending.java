package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A request that was permitted and waits for its reply.
///
/// @param id as the agent gave it
/// @param about a tool, a URI, a prompt; for the trail
/// @param records that may be shown
/// @param masked fields whose values may not be
public record Pending(JsonNode id, String method, String about, long records, Set<String> masked, String rule) {

    public static Pending of(JsonNode id, String method, ObjectNode params, Permit permit) {
        String about = params.path("name").asText(params.path("uri").asText(method));
        return new Pending(id, method, about, permit.limits().records(), fields(permit.masks()), permit.rule());
    }

    /// After so many of its permit's records were shown elsewhere.
    public Pending after(long shown) {
        return new Pending(id, method, about, records - shown, masked, rule);
    }

    private static Set<String> fields(List<Mask> masks) {
        return masks.stream().map(Mask::field).collect(Collectors.toUnmodifiableSet());
    }
}
