package dev.sallyport.llm.answer;

import dev.sallyport.llm.request.Api;

/// Makes the stream for an API.
public final class AnswerStreams {

    private AnswerStreams() {}

    /// @param usageAsked false when the client did not ask a chat completion for its tokens
    /// @param eventBytes of one event at most
    /// @param heldBytes that may wait for a call to be whole and judged
    public static AnswerStream of(
            Api api,
            boolean usageAsked,
            Heard heard,
            Judge judge,
            AnswerStream.Output output,
            int eventBytes,
            int heldBytes) {
        return new AnswerStream(script(api, usageAsked, heard), judge, output, eventBytes, heldBytes);
    }

    private static Script script(Api api, boolean usageAsked, Heard heard) {
        return switch (api) {
            case CHAT -> new ChatScript(heard, usageAsked);
            case RESPONSES -> new ResponsesScript(heard);
            case MESSAGES -> new MessagesScript(heard);
            case GEMINI, GEMINI_STREAM -> new GeminiScript(heard);
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS ->
                throw new IllegalArgumentException("no answer to stream");
        };
    }
}
