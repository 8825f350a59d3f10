package dev.sallyport.app.admin;

import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.PathShape;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// One line of the interface, as it also stands in `docs/admin-api.yaml`.
///
/// @param path with at most one `{id}`
/// @param operation its name in the document
/// @param own statuses besides those that every route can answer
record Route(String method, String path, Role role, String operation, SortedSet<Integer> own, Endpoint endpoint) {

    /// The work behind a route. Runs on a virtual thread and may block.
    interface Endpoint {
        Answer answer(Request request) throws IOException, InterruptedException, Request.Unacceptable;
    }

    /// Every status that the route can answer.
    SortedSet<Integer> statuses() {
        SortedSet<Integer> all = new TreeSet<>(own);
        all.addAll(Refusals.OF_EVERY_ROUTE);
        return all;
    }

    /// The id in a path of this route, `""` when the route has none; empty for another path.
    Optional<String> match(String requested) {
        return new PathShape(path).match(requested);
    }
}
