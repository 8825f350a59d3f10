package dev.sallyport.grammar.http.route;

import java.util.List;
import java.util.Locale;

/// One operation: a method at a path.
///
/// @param method upper case
/// @param id the document's `operationId`, or another name to speak of it; possibly empty
/// @param parameters that are described; of a path, at most one for each gap
/// @param closed whether `parameters` says all: limits that it does not name are not believed
public record Route(
        String method,
        PathTemplate template,
        String id,
        List<Described> parameters,
        Correction correction,
        boolean closed) {

    public Route {
        method = method.toUpperCase(Locale.ROOT);
        parameters = List.copyOf(parameters);
    }

    /// Of the configuration.
    ///
    /// @throws IllegalArgumentException when the path is not a template
    public static Route of(String method, String path, Correction correction) {
        return new Route(method, PathTemplate.parse(path), "", List.of(), correction, false);
    }

    /// Anything when it is not described.
    public Shape shape(String name, Described.Place place) {
        return parameters.stream()
                .filter(each -> each.place() == place && each.name().equals(name))
                .findFirst()
                .map(Described::shape)
                .orElse(Shape.ANYTHING);
    }

    public boolean describes(String query) {
        return parameters.stream()
                .anyMatch(each ->
                        each.place() == Described.Place.QUERY && each.name().equals(query));
    }
}
