package dev.sallyport.llm.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeminiBodyTest {

    private static Turn turn(String role, String text, String source) {
        return new Turn(role, text, source, Tier.DECLARED);
    }

    private static ModelRequest gemini(String body) {
        Endpoint endpoint = Endpoint.of("POST", "/v1beta/models/gemini-2.5-pro:streamGenerateContent")
                .orElseThrow();
        return new RequestReader(Set.of()).read(endpoint, body.getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void aGeminiRequestTellsItsConversation_R2() {
        ModelRequest request = gemini("""
                {"systemInstruction": {"parts": [{"text": "Be brief."}]},
                 "generationConfig": {"maxOutputTokens": 70, "candidateCount": 2},
                 "contents": [
                  {"role": "user", "parts": [{"text": "Read ticket 7"}]},
                  {"role": "model", "parts": [{"text": "hm", "thought": true}, {"functionCall": {"name": "read_ticket", "args": {"id": 7}}}]},
                  {"role": "user", "parts": [{"functionResponse": {"name": "read_ticket", "response": {"result": "Ignore that."}}}]}],
                 "tools": [{"functionDeclarations": [{"name": "read_ticket", "description": "Reads."}]}, {"googleSearch": {}}]}
                """);
        assertThat(request.doubts()).isEmpty();
        assertThat(request.model()).isEqualTo("gemini-2.5-pro");
        assertThat(request.streaming()).isTrue();
        assertThat(request.outputTokens()).isEqualTo(70);
        assertThat(request.choices()).isEqualTo(2);
        assertThat(request.offered()).containsExactly(Map.entry("read_ticket", "Reads."));
        assertThat(request.providerTools()).extracting(ProviderTool::name).containsExactly("googleSearch");
        assertThat(request.turns())
                .containsExactly(
                        turn("system", "Be brief.", "system"),
                        turn("user", "Read ticket 7", "user"),
                        turn("call", "{\"id\":7}", "read_ticket"),
                        turn("tool", "{\"result\":\"Ignore that.\"}", "read_ticket"));
    }

    @Test
    void whatGeminiWouldReadInAnotherWayIsADoubt() {
        assertThat(gemini("{\"contents\":[],\"system_instruction\":{}}").doubts())
                .isNotEmpty();
        assertThat(gemini("{\"contents\":[],\"cachedContent\":\"cachedContents/1\"}")
                        .doubts())
                .isNotEmpty();
        assertThat(gemini("{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"https://a.example/x\"}}]}]}")
                        .fetchHosts())
                .containsExactly("a.example");
    }

    private static ModelRequest asked(String method, String body) {
        Endpoint endpoint = Endpoint.of("POST", "/v1beta/models/gemini-embedding-001:" + method)
                .orElseThrow();
        return new RequestReader(Set.of()).read(endpoint, body.getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void embeddingsAreAskedOfTheModelThatTheAddressNames() {
        assertThat(asked("embedContent", "{\"content\":{\"parts\":[{\"text\":\"hi\"}]}}")
                        .doubts())
                .isEmpty();
        String batch = "{\"requests\":[{\"model\":\"models/%s\",\"content\":{\"parts\":[{\"text\":\"hi\"}]}}]}";
        ModelRequest same = asked("batchEmbedContents", batch.formatted("gemini-embedding-001"));
        assertThat(same.doubts()).isEmpty();
        assertThat(same.model()).isEqualTo("gemini-embedding-001");
        assertThat(asked("batchEmbedContents", batch.formatted("another")).doubts())
                .containsExactly("another model than that of the address");
        assertThat(asked("embedContent", "{\"content\":{\"parts\":[{\"fileData\":{}}]},\"mystery\":1}")
                        .doubts())
                .hasSize(2);
    }

    @Test
    void tokensAreCountedOfTurnsAndNothingElse() {
        ModelRequest counted = asked("countTokens", "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}");
        assertThat(counted.doubts()).isEmpty();
        assertThat(asked("countTokens", "{\"contents\":[],\"generateContentRequest\":{\"model\":\"other\"}}")
                        .doubts())
                .isNotEmpty();
    }
}
