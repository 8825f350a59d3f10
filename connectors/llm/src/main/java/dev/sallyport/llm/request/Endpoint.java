package dev.sallyport.llm.request;

import java.util.Optional;

/// Which API a request line is meant for. Compares exactly: what is written in another way (a doubled slash, an
/// escape, another case) is not it.
public final class Endpoint {

    private static final String MODELS = "/v1/models";

    private Endpoint() {}

    /// @param path behind the target's own prefix, without the query
    public static Optional<Api> of(String method, String path) {
        if (method.equals("GET")) return models(path) ? Optional.of(Api.MODELS) : Optional.empty();
        if (!method.equals("POST")) return Optional.empty();
        return switch (path) {
            case "/v1/chat/completions" -> Optional.of(Api.CHAT);
            case "/v1/responses" -> Optional.of(Api.RESPONSES);
            case "/v1/messages" -> Optional.of(Api.MESSAGES);
            case "/v1/messages/count_tokens" -> Optional.of(Api.COUNT_TOKENS);
            case "/v1/embeddings" -> Optional.of(Api.EMBEDDINGS);
            default -> Optional.empty();
        };
    }

    private static boolean models(String path) {
        return path.equals(MODELS) || path.matches("/v1/models/[A-Za-z0-9._:-]{1,200}");
    }
}
