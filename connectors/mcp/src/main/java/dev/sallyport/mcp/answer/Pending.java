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
/// @param requestId of the permit
/// @param counted whether what the reply shows counts; not where a call is what counts
public record Pending(
        JsonNode id,
        String method,
        String about,
        long records,
        Set<String> masked,
        String rule,
        String requestId,
        boolean counted) {

    public static Pending of(
            JsonNode id, String method, ObjectNode params, Permit permit, String requestId, boolean counted) {
        String about = params.path("name").asText(params.path("uri").asText(method));
        long records = permit.limits().records();
        return new Pending(id, method, about, records, fields(permit.masks()), permit.rule(), requestId, counted);
    }

    /// After so many of its permit's records were shown elsewhere.
    public Pending after(long shown) {
        return new Pending(id, method, about, records - shown, masked, rule, requestId, counted);
    }

    private static Set<String> fields(List<Mask> masks) {
        return masks.stream().map(Mask::field).collect(Collectors.toUnmodifiableSet());
    }
}
