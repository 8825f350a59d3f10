package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// OpenAI's embeddings (API reference, "Create embeddings"). No conversation: nobody answers.
final class EmbeddingsBody {

    private static final Set<String> FIELDS =
            Set.of("model", "input", "dimensions", "encoding_format", "user", "input_type");

    private EmbeddingsBody() {}

    static ModelRequest read(JsonNode body, Draft draft) {
        draft.only(body, "", FIELDS);
        if (!body.path("input").isArray() && !body.path("input").isTextual()) draft.doubt("no `input`");
        return draft.done(false, List.of(), false);
    }
}
