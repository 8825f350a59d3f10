package dev.sallyport.app.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.authority.intent.session.Advice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/// Reads an answer strictly. Nothing of it is ever repeated in a message.
final class Reply {

    static final String NONCE = "nonce";
    static final String VERDICT = "verdict";
    static final String WORDS = "words";

    private static final Set<String> MEMBERS = Set.of(NONCE, VERDICT, WORDS);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Reply() {}

    /// @param body of the response: one choice, finished, with text and nothing else
    /// @param nonce which the answer must repeat
    static Advice read(byte[] body, String nonce) {
        JsonNode choices = tree(body).path("choices");
        if (choices.size() != 1 || !choices.isArray()) return new Advice.Unavailable("its answer is no completion");
        JsonNode message = choices.path(0).path("message");
        boolean finished = choices.path(0).path("finish_reason").asText("").equals("stop");
        boolean plain = isNothing(message.path("refusal")) && isNothing(message.path("tool_calls"));
        return finished && plain && message.path("content").isTextual()
                ? advice(tree(message.path("content").textValue().getBytes(StandardCharsets.UTF_8)), nonce)
                : new Advice.Unavailable("it did not finish an answer");
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isArray() && node.isEmpty());
    }

    private static JsonNode tree(byte[] text) {
        try {
            return STRICT.readTree(text);
        } catch (IOException _) { // its message would quote the text
            return STRICT.missingNode();
        }
    }

    private static Advice advice(JsonNode answer, String nonce) {
        Set<String> names = new TreeSet<>();
        answer.fieldNames().forEachRemaining(names::add);
        boolean texts = MEMBERS.stream().allMatch(name -> answer.path(name).isTextual());
        if (!names.equals(MEMBERS) || !texts) return new Advice.Unavailable("its answer is not what was asked for");
        if (!answer.path(NONCE).textValue().equals(nonce))
            return new Advice.Unavailable("it answered another question");
        String words = answer.path(WORDS).textValue();
        return switch (answer.path(VERDICT).textValue()) {
            case "consistent" -> new Advice.Consistent(words);
            case "inconsistent" -> new Advice.Inconsistent(words);
            case "unsure" -> new Advice.Unsure(words);
            case String _ -> new Advice.Unavailable("its answer is not what was asked for");
        };
    }
}
