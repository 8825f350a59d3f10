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
    /// `POST /v1beta/models/NAME:generateContent` of Google.
    GEMINI,
    /// `POST /v1beta/models/NAME:streamGenerateContent` with `alt=sse`.
    GEMINI_STREAM,
    /// `POST /v1beta/models/NAME:embedContent` and `:batchEmbedContents` of Google.
    GEMINI_EMBED,
    /// `POST /v1beta/models/NAME:countTokens` of Google: the turns of [#GEMINI], no answer of a model.
    GEMINI_COUNT,
    /// `GET /v1/models` and `GET /v1/models/NAME` of all.
    MODELS;

    /// Whether a model answers in words, so that it may propose tool calls.
    public boolean answers() {
        return switch (this) {
            case CHAT, RESPONSES, MESSAGES, GEMINI, GEMINI_STREAM -> true;
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS -> false;
        };
    }

    public Style style() {
        return switch (this) {
            case CHAT, RESPONSES, EMBEDDINGS, MODELS -> Style.OPENAI;
            case MESSAGES, COUNT_TOKENS -> Style.ANTHROPIC;
            case GEMINI, GEMINI_STREAM, GEMINI_EMBED, GEMINI_COUNT -> Style.GEMINI;
        };
    }
}
