package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The Maven packages `com.openai:openai-java` and `com.anthropic:anthropic-java`, unmodified.
class JavaSdkTest {

    private Stage stage;
    private OpenAIClient openai;
    private AnthropicClient anthropic;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.model.answers(Questions::answer);
        openai = openai("good");
        anthropic = AnthropicOkHttpClient.builder()
                .baseUrl(stage.address("anthropic"))
                .apiKey("good")
                .maxRetries(0)
                .build();
    }

    private OpenAIClient openai(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(stage.address("openai") + "/v1")
                .apiKey(token)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        openai.close();
        anthropic.close();
        stage.close();
    }

    private static ChatCompletionCreateParams chat(String model, String word) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(word)
                .build();
    }

    private ChatCompletion streamed(String word) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (var stream = openai.chat().completions().createStreaming(chat("gpt-4o", word))) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    @Test
    void chatCompletions() {
        ChatCompletion words = openai.chat().completions().create(chat("gpt-4o", "words"));
        assertThat(words.choices().getFirst().message().content()).contains(Questions.WORDS);
        assertThat(streamed("words").choices().getFirst().message().content()).contains(Questions.WORDS);
        ChatCompletion both = streamed("both");
        assertThat(both.choices().getFirst().message().toolCalls().orElseThrow())
                .singleElement()
                .satisfies(call ->
                        assertThat(call.asFunction().function().arguments()).isEqualTo("{\"id\":7}"));
        assertThat(both.choices().getFirst().message().content().orElse("")).contains("`bad_mail` was denied");
        ChatCompletion bad = streamed("bad");
        assertThat(bad.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(bad.choices().getFirst().message().toolCalls().orElse(List.of()))
                .isEmpty();
    }

    @Test
    void responses() {
        ResponseCreateParams both =
                ResponseCreateParams.builder().model("gpt-4o").input("both").build();
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (var stream = openai.responses().createStreaming(both)) {
            stream.stream().forEach(whole::accumulate);
        }
        for (Response answer :
                new Response[] {whole.response(), openai.responses().create(both)}) {
            assertThat(answer.output()).hasSize(3);
            assertThat(answer.output().get(1).asFunctionCall().name()).isEqualTo("read_ticket");
            assertThat(answer.output().get(2).asMessage().toString()).contains("`bad_mail` was denied");
        }
    }

    @Test
    void embeddings() {
        var answer = openai.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("e")
                        .input("words")
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());
        assertThat(answer.data().getFirst().embedding()).containsExactly(0.25f, -0.5f);
    }

    @Test
    void messages() {
        MessageCreateParams both = MessageCreateParams.builder()
                .model("claude-x")
                .maxTokens(50)
                .addUserMessage("both")
                .build();
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = anthropic.messages().createStreaming(both)) {
            stream.stream().forEach(whole::accumulate);
        }
        for (Message answer :
                new Message[] {whole.message(), anthropic.messages().create(both)}) {
            assertThat(answer.content()).hasSize(3);
            assertThat(answer.content().get(1).asToolUse().name()).isEqualTo("read_ticket");
            assertThat(answer.content().get(2).asText().text()).contains("`bad_mail` was denied");
            assertThat(answer.stopReason()).contains(StopReason.TOOL_USE);
        }
    }

    @Test
    void refusalsAreTheSdksOwnExceptions() {
        assertThatThrownBy(() -> openai.chat().completions().create(chat("forbidden", "words")))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("`forbidden` is not allowed");
        OpenAIClient stranger = openai("evil");
        assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
        stranger.close();
        MessageCreateParams forbidden = MessageCreateParams.builder()
                .model("forbidden")
                .maxTokens(50)
                .addUserMessage("words")
                .build();
        assertThatThrownBy(() -> anthropic.messages().create(forbidden))
                .isInstanceOf(com.anthropic.errors.PermissionDeniedException.class);
    }
}
