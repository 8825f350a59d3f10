package dev.sallyport.app.endpoint;

import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.app.http.PathShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

    /// The id in a path of this route, `""` when the route has none; empty for another path.
    Optional<String> match(String requested) {
        return new PathShape(path).match(requested);
    }
}
