package dev.sallyport.llm.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which API a request line is meant for. Compares exactly: what is written in another way (a doubled slash, an
/// escape, another case) is not it.
///
/// @param model where the path names it, otherwise empty
public record Endpoint(Api api, String model) {

    private static final Pattern MODELS = Pattern.compile("/v1(beta)?/models(/[A-Za-z0-9._:-]{1,200})?");
    private static final Pattern GEMINI =
            Pattern.compile("/v1(?:beta)?/models/([A-Za-z0-9._-]{1,200}):([A-Za-z]{1,40})");

    /// @param path behind the target's own prefix, without the query
    public static Optional<Endpoint> of(String method, String path) {
        if (method.equals("GET") && MODELS.matcher(path).matches()) return named(Api.MODELS);
        if (!method.equals("POST")) return Optional.empty();
        return switch (path) {
            case "/v1/chat/completions" -> named(Api.CHAT);
            case "/v1/responses" -> named(Api.RESPONSES);
            case "/v1/messages" -> named(Api.MESSAGES);
            case "/v1/messages/count_tokens" -> named(Api.COUNT_TOKENS);
            case "/v1/embeddings" -> named(Api.EMBEDDINGS);
            default -> gemini(path);
        };
    }

    private static Optional<Endpoint> named(Api api) {
        return Optional.of(new Endpoint(api, ""));
    }

    private static Optional<Endpoint> gemini(String path) {
        Matcher match = GEMINI.matcher(path);
        if (!match.matches()) return Optional.empty();
        return gemini(match.group(1), match.group(2));
    }

    private static Optional<Endpoint> gemini(String model, String method) {
        return switch (method) {
            case "generateContent" -> Optional.of(new Endpoint(Api.GEMINI, model));
            case "streamGenerateContent" -> Optional.of(new Endpoint(Api.GEMINI_STREAM, model));
            case "embedContent", "batchEmbedContents" -> Optional.of(new Endpoint(Api.GEMINI_EMBED, model));
            case "countTokens" -> Optional.of(new Endpoint(Api.GEMINI_COUNT, model));
            default -> Optional.empty();
        };
    }
}
