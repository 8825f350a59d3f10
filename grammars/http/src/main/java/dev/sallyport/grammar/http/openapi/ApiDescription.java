package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.route.Route;
import java.util.List;

/// What an OpenAPI document says of an API.
///
/// @param bases the paths of its servers, such as `/v1`, as segments; the paths of the operations come
///     behind one of them
/// @param routes every operation
public record ApiDescription(List<List<String>> bases, List<Route> routes) {

    public ApiDescription {
        bases = bases.stream().map(List::copyOf).toList();
        routes = List.copyOf(routes);
    }

    /// @param document OpenAPI 3.0 or 3.1, JSON or YAML
    /// @throws InvalidDocument when it is something else, or an operation in it cannot be told from
    ///     another
    public static ApiDescription read(byte[] document) throws InvalidDocument {
        return new DocumentReading(DocumentTree.read(document)).read();
    }
}
