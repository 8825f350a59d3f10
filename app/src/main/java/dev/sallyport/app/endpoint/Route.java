package dev.sallyport.app.endpoint;

import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the endpoint, as it also stands in `docs/session-api.yaml`.
///
/// @param path with at most one `{id}`
/// @param operation its name in the document
/// @param statuses that it can answer besides those of every route
record Route(String method, String path, String operation, List<Integer> statuses, Endpoint endpoint) {

    /// Runs on a virtual thread and may block.
    @FunctionalInterface
    interface Endpoint {
        Answer answer(String id, Asked asked) throws IOException, InterruptedException, Errors.Unacceptable;
    }

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /// The id in a path of this route, `""` when the route has none; empty for another path.
    Optional<String> match(String requested) {
        int at = path.indexOf("{id}");
        if (at < 0) return requested.equals(path) ? Optional.of("") : Optional.empty();
        String before = path.substring(0, at);
        String after = path.substring(at + "{id}".length());
        boolean fits = requested.length() > before.length() + after.length()
                && requested.startsWith(before)
                && requested.endsWith(after);
        if (!fits) return Optional.empty();
        Matcher id = ID.matcher(requested.substring(before.length(), requested.length() - after.length()));
        return id.matches() ? Optional.of(id.group()) : Optional.empty();
    }
}
