package dev.sallyport.authority.policy;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Which target a policy can concern, read from the resource of its head. Where that cannot be told, it
/// concerns every target.
final class PolicyScope {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PolicyScope() {}

    static boolean concerns(Policy policy, String target) throws InternalException {
        JsonNode head = json(policy).path("resource");
        JsonNode entity = head.has("in") ? head.path("in").path("entity") : head.path("entity");
        String id = entity.path("id").asText();
        return switch (entity.path("type").asText()) {
            case "Target" -> id.equals(target);
            case "Resource" -> id.startsWith(target + "/");
            default -> true;
        };
    }

    private static JsonNode json(Policy policy) throws InternalException {
        try {
            return JSON.readTree(policy.toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cedar wrote a policy that is not JSON", e);
        }
    }
}
