package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.BodyValues;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.route.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of a resource a request reaches.
///
/// @param route null where nothing is described
record Extents(ReadRequest request, Keys keys, @Nullable Route route) {

    Scope of(Verb verb) {
        return switch (verb) {
            case READ -> read();
            case CREATE -> new Scope.AtMost(BodyValues.records(request.content()));
            case UPDATE -> update();
            case DELETE -> keys.isEmpty() ? everything() : keyed(keys.direct());
            case EXECUTE, SHARE, GRANT, DEFINE ->
                keys.isEmpty() ? new Scope.AtMost(BodyValues.records(request.content())) : keyed(true);
            case DISCOVER, UNKNOWN -> everything();
        };
    }

    private Scope read() {
        return keys.isEmpty()
                ? Paging.scope(request.target().query(), route)
                : keyed(keys.direct() && !Embedding.in(request.target().query()));
    }

    private Scope update() {
        if (!keys.isEmpty()) {
            return keyed(keys.direct());
        }
        return BodyValues.isList(request.content())
                ? new Scope.AtMost(BodyValues.records(request.content()))
                : everything();
    }

    private Scope keyed(boolean unique) {
        return new Scope.Keyed(keys.all(), unique);
    }

    private static Scope everything() {
        return new Scope.Unbounded(-1);
    }

    /// The properties that are written; none where the whole record is, or nobody can tell.
    List<String> fields(Verb verb) {
        return switch (verb) {
            case UPDATE ->
                request.method().equals("PUT") || JsonPatch.is(request)
                        ? List.of()
                        : BodyValues.properties(request.content());
            case CREATE -> BodyValues.properties(request.content());
            case DISCOVER, READ, DELETE, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN -> List.of();
        };
    }

    String note(Verb verb) {
        return verb == Verb.READ && !request.target().query().all().isEmpty()
                ? Paging.page(request.target().query())
                        .findFirst()
                        .map(name -> "goes through pages (`" + name + "`)")
                        .orElse("")
                : "";
    }
}
