package dev.sallyport.sessions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Grants as they lie in the store: JSON, read by name, so that a later version may add members.
final class GrantCodec {

    private GrantCodec() {}

    static byte[] write(Grant grant) {
        ObjectNode json = Json.object()
                .put("v", 1)
                .put("id", grant.id())
                .put("tree", grant.tree())
                .put("parent", grant.parent())
                .put("depth", grant.depth())
                .put("purpose", grant.purpose())
                .put("perAction", grant.limits().perAction())
                .put("perTask", grant.limits().perTask())
                .put("boundBy", grant.binding().kind().name())
                .put("boundTo", grant.binding().value())
                .put("intent", grant.intent())
                .put("opened", grant.openedAt().toString())
                .put("ends", grant.endsAt().toString());
        ArrayNode targets = json.putArray("targets");
        grant.targets().forEach(targets::add);
        Purpose declared = grant.declared();
        json.putObject("declared")
                .put("name", declared.name())
                .put("task", declared.task())
                .put("by", declared.declaredBy().name());
        json.set("workload", workload(grant.workload()));
        return Json.bytes(json);
    }

    private static ObjectNode workload(Workload workload) {
        ObjectNode json = Json.object()
                .put("method", workload.authMethod())
                .put("subject", workload.subject())
                .put("counted", workload.countedAs())
                .put("until", workload.validUntil().toString());
        json.set("claims", Json.tree(workload.claims()));
        return json;
    }

    /// @throws IOException when it is damaged, or of a later version
    static Grant read(byte[] bytes) throws IOException {
        JsonNode json = Json.read(bytes);
        if (json.path("v").asInt() != 1) throw new IOException("a grant is not of version 1");
        try {
            return grant(json);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a grant is damaged", e);
        }
    }

    private static Grant grant(JsonNode json) throws IOException {
        JsonNode declared = json.path("declared");
        return new Grant(
                text(json, "id"),
                text(json, "tree"),
                text(json, "parent"),
                json.path("depth").asInt(),
                workload(json.path("workload")),
                new Purpose(
                        text(declared, "name"), text(declared, "task"), Purpose.Declarer.valueOf(text(declared, "by"))),
                text(json, "purpose"),
                texts(json.path("targets")),
                new TaskLimits(
                        json.path("perAction").asLong(-1), json.path("perTask").asLong(-1)),
                new Binding(Binding.Kind.valueOf(text(json, "boundBy")), text(json, "boundTo")),
                text(json, "intent"),
                Instant.parse(text(json, "opened")),
                Instant.parse(text(json, "ends")));
    }

    private static Workload workload(JsonNode json) throws IOException {
        return new Workload(
                text(json, "method"),
                text(json, "subject"),
                text(json, "counted"),
                Json.values(json.path("claims")),
                Instant.parse(text(json, "until")));
    }

    private static String text(JsonNode json, String member) throws IOException {
        JsonNode value = json.path(member);
        if (!value.isTextual()) throw new IOException("a grant is damaged, it lacks `" + member + "`");
        return value.textValue();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
