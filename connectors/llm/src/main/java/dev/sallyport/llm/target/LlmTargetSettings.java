package dev.sallyport.llm.target;

import dev.sallyport.llm.request.Api;
import java.util.Set;

/// What the configuration says about one provider of models, beyond where it is and how it is reached.
///
/// @param name of the target, as contracts call it
/// @param apis which APIs it speaks; a request of another one is refused as unknown
/// @param key the header that carries the provider's key
/// @param fetchHosts hosts (exact, lower case) from which the provider may load what a request names by URL: images,
///     files. Nothing by default: the provider would be made to fetch in the agent's stead
/// @param storing whether a request may leave its answer at the provider (`store`), which the Responses API does
///     unless told otherwise
/// @param extraFields top-level fields of a request that this gateway does not know and lets pass all the same, such
///     as those of an OpenAI-compatible server
/// @param pricing how tokens are bounded before they are spent
/// @param limits on sizes
public record LlmTargetSettings(
        String name,
        Set<Api> apis,
        KeyHeader key,
        Set<String> fetchHosts,
        boolean storing,
        Set<String> extraFields,
        Pricing pricing,
        Limits limits) {

    public LlmTargetSettings {
        apis = Set.copyOf(apis);
        fetchHosts = Set.copyOf(fetchHosts);
        extraFields = Set.copyOf(extraFields);
    }

    /// An OpenAI-shaped provider with every default.
    public static LlmTargetSettings openai(String name) {
        Set<Api> apis = Set.of(Api.CHAT, Api.RESPONSES, Api.EMBEDDINGS, Api.MODELS);
        return new LlmTargetSettings(
                name, apis, KeyHeader.BEARER, Set.of(), true, Set.of(), Pricing.DEFAULT, Limits.DEFAULT);
    }

    /// An Anthropic-shaped provider with every default.
    public static LlmTargetSettings anthropic(String name) {
        Set<Api> apis = Set.of(Api.MESSAGES, Api.COUNT_TOKENS, Api.MODELS);
        return new LlmTargetSettings(
                name, apis, KeyHeader.X_API_KEY, Set.of(), true, Set.of(), Pricing.DEFAULT, Limits.DEFAULT);
    }

    /// A Gemini-shaped provider with every default.
    public static LlmTargetSettings gemini(String name) {
        Set<Api> apis = Set.of(Api.GEMINI, Api.GEMINI_STREAM, Api.GEMINI_EMBED, Api.GEMINI_COUNT, Api.MODELS);
        return new LlmTargetSettings(
                name, apis, KeyHeader.X_GOOG_API_KEY, Set.of(), true, Set.of(), Pricing.DEFAULT, Limits.DEFAULT);
    }

    /// Where a provider looks for its key.
    public enum KeyHeader {
        BEARER("authorization"),
        X_API_KEY("x-api-key"),
        API_KEY("api-key"),
        X_GOOG_API_KEY("x-goog-api-key");

        private final String header;

        KeyHeader(String header) {
            this.header = header;
        }

        /// In lower case.
        public String header() {
            return header;
        }
    }

    /// The upper bound of what a request may cost: one token for each byte of its body (a byte-level tokenizer makes
    /// no more of them), `mediaTokens` for each image, file or sound, and what it allows as output.
    ///
    /// @param mediaTokens for one image, file or sound; the dearest image known costs 48 169
    /// @param outputTokens assumed where a request sets no limit of its own
    public record Pricing(long mediaTokens, long outputTokens) {
        public static final Pricing DEFAULT = new Pricing(50_000, 16_384);

        public Pricing {
            if (mediaTokens < 0 || outputTokens < 1) throw new IllegalArgumentException("negative bounds of tokens");
        }
    }

    /// @param requestBytes of a body; a larger one is refused
    /// @param answerBytes of an answer that is not streamed; a larger one is refused
    /// @param eventBytes of one event of a stream; a larger one ends the stream
    /// @param heldBytes of a stream that wait for a tool call to be whole and judged; more end the stream
    /// @param remembered answers of this target whose ids may be referred to later
    public record Limits(int requestBytes, int answerBytes, int eventBytes, int heldBytes, int remembered) {
        public static final Limits DEFAULT = new Limits(8 << 20, 32 << 20, 8 << 20, 16 << 20, 10_000);
    }
}
