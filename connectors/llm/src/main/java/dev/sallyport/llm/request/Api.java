package dev.sallyport.llm.request;

/// An API of a model provider that is understood here. What is not listed is refused: files, batches, assistants,
/// realtime, stored conversations.
public enum Api {
    /// `POST /v1/chat/completions` of OpenAI and of everyone who copies it.
    CHAT,
    /// `POST /v1/responses` of OpenAI.
    RESPONSES,
    /// `POST /v1/messages` of Anthropic.
    MESSAGES,
    /// `POST /v1/messages/count_tokens` of Anthropic: the same body, no answer of a model.
    COUNT_TOKENS,
    /// `POST /v1/embeddings` of OpenAI.
    EMBEDDINGS,
    /// `GET /v1/models` and `GET /v1/models/NAME` of both.
    MODELS;

    /// Whether a model answers in words, so that it may propose tool calls.
    public boolean answers() {
        return switch (this) {
            case CHAT, RESPONSES, MESSAGES -> true;
            case COUNT_TOKENS, EMBEDDINGS, MODELS -> false;
        };
    }

    /// Whether its errors look like Anthropic's.
    public boolean anthropic() {
        return switch (this) {
            case MESSAGES, COUNT_TOKENS -> true;
            case CHAT, RESPONSES, EMBEDDINGS, MODELS -> false;
        };
    }
}
