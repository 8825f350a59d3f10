package dev.sallyport.llm.wire;

import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.llm.request.Style;
import dev.sallyport.transport.http.RequestHead;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which API a request calls.
///
/// @param endpoint empty for none that is served
/// @param path with its query, as it goes to the provider behind its base path
record Called(Optional<Endpoint> endpoint, String path) {

    private static final Pattern LISTING = Pattern.compile("[A-Za-z0-9_.=&:-]{0,500}");
    /// Some of Anthropic's SDKs take the address with the API's version in it, some without, and both read it from
    /// `ANTHROPIC_BASE_URL`.
    private static final Pattern UNVERSIONED = Pattern.compile("/messages(/count_tokens)?(\\?.*)?");

    private static final String VERSION = "/v1";
    private static final String BETA = "beta=true";
    private static final String EVENTS = "alt=sse";
    private static final int MOST_SHOWN = 100;

    /// @param basePath what an agent that means the provider itself (forward mode) puts before `/v1`
    static Called of(RequestHead head, String basePath) {
        String path = head.path();
        if (head.mode() == RequestHead.Mode.FORWARD) {
            if (!path.startsWith(basePath)) return new Called(Optional.empty(), path);
            path = path.substring(basePath.length());
        } else if (UNVERSIONED.matcher(path).matches()) path = VERSION + path;
        int mark = path.indexOf('?');
        String plain = mark < 0 ? path : path.substring(0, mark);
        String query = mark < 0 ? "" : path.substring(mark + 1);
        return new Called(Endpoint.of(head.method(), plain).filter(known -> fits(known.api(), query)), path);
    }

    /// Anthropic's SDK marks its beta requests; Google's asks for events. Only lists take more.
    private static boolean fits(Api api, String query) {
        return switch (api) {
            case GEMINI_STREAM -> query.equals(EVENTS);
            case MODELS -> LISTING.matcher(query).matches();
            case CHAT, RESPONSES, MESSAGES, COUNT_TOKENS, EMBEDDINGS, GEMINI, GEMINI_EMBED, GEMINI_COUNT ->
                query.isEmpty() || query.equals(BETA);
        };
    }

    /// Without its query, and no longer than a reader wants it.
    String plain() {
        int mark = path.indexOf('?');
        String plain = mark < 0 ? path : path.substring(0, mark);
        return plain.length() <= MOST_SHOWN ? plain : plain.substring(0, MOST_SHOWN) + "…";
    }

    /// For the trail.
    String line(RequestHead head) {
        return head.method() + " " + path;
    }

    Style style(RequestHead head) {
        return endpoint.filter(known -> known.api() != Api.MODELS)
                .map(known -> known.api().style())
                .orElseGet(() -> Words.style(head));
    }
}
