package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.List;
import java.util.Set;

/// Google's embeddings (API reference, `models.embedContent` and `models.batchEmbedContents`). No conversation: nobody
/// answers. Each request of a batch names its model once more, which must be the one that was judged.
final class GeminiEmbedBody {

    private static final Set<String> ONE = Set.of("model", "content", "taskType", "title", "outputDimensionality");

    private final String model;
    private final Draft draft;

    private GeminiEmbedBody(String model, Draft draft) {
        this.model = model;
        this.draft = draft;
    }

    static ModelRequest read(String model, JsonNode body, Draft draft) {
        GeminiEmbedBody embed = new GeminiEmbedBody(model, draft);
        JsonNode requests = body.path("requests");
        if (requests.isMissingNode()) {
            embed.one(body, "");
        } else {
            draft.only(body, "", Set.of("requests"));
            if (!requests.isArray()) draft.doubt("`requests` is no list");
            for (int i = 0; i < requests.size(); i++) embed.one(requests.get(i), "requests[" + i + "]");
        }
        return draft.done(false, List.of(), false);
    }

    private void one(JsonNode request, String path) {
        draft.only(request, path, ONE);
        boolean same = !request.has("model") || Json.string(request, "model").equals("models/" + model);
        if (!same) draft.doubt("another model than that of the address");
        JsonNode content = request.path("content");
        if (!content.path("parts").isArray()) draft.doubt("no `content` with `parts`");
        for (JsonNode part : content.path("parts")) draft.only(part, "part", Set.of("text"));
    }
}
