package dev.sallyport.grammar.http.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request's operation, and what stands in the gaps of its path.
///
/// @param values in the order of the path
public record Match(Route route, Map<String, String> values) {
    public Match {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
