package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the body of a request. Stateless, safe on every thread; never throws for bad bytes.
public final class RequestReader {

    private final Set<String> extraFields;

    /// @param extraFields top-level fields that are no reason for doubt
    public RequestReader(Set<String> extraFields) {
        this.extraFields = Set.copyOf(extraFields);
    }

    /// Empty when the body is not one JSON object that everyone reads alike.
    public Optional<ModelRequest> read(Endpoint endpoint, byte[] body) {
        return endpoint.api() == Api.MODELS
                ? Optional.of(list())
                : Json.object(body).map(object -> read(endpoint, object));
    }

    private static ModelRequest list() {
        return new ModelRequest(
                Api.MODELS,
                "",
                List.of(),
                Map.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                false,
                false,
                -1,
                1,
                0,
                false,
                false);
    }

    private ModelRequest read(Endpoint endpoint, ObjectNode body) {
        Draft draft = new Draft(endpoint, body);
        ObjectNode known = body;
        if (!extraFields.isEmpty()) known = body.deepCopy().without(extraFields);
        return switch (endpoint.api()) {
            case CHAT -> ChatBody.read(known, draft);
            case RESPONSES -> ResponsesBody.read(known, draft);
            case MESSAGES, COUNT_TOKENS -> MessagesBody.read(known, draft);
            case GEMINI, GEMINI_STREAM, GEMINI_COUNT -> GeminiBody.read(known, draft);
            case GEMINI_EMBED -> GeminiEmbedBody.read(endpoint.model(), known, draft);
            case EMBEDDINGS -> EmbeddingsBody.read(known, draft);
            case MODELS -> list();
        };
    }

    /// A string, or what stands in its place as JSON.
    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : Json.plain(node);
    }
}
