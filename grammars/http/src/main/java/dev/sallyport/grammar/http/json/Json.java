package dev.sallyport.grammar.http.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of JSON, and where it stood.
public sealed interface Json {

    Span span();

    /// An object.
    ///
    /// @param members in their order
    record Members(Map<String, Json> members, Span span) implements Json {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// An array.
    record Elements(List<Json> elements, Span span) implements Json {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    record Text(String text, Span span) implements Json {}

    /// @param text as it was written: `1`, `1.0` and `1e0` are different texts
    record Numeral(String text, Span span) implements Json {}

    record Truth(boolean value, Span span) implements Json {}

    record Null(Span span) implements Json {}

    /// A member of an object; empty when this is no object, or has none of this name.
    default Optional<Json> member(String name) {
        return this instanceof Members object
                ? Optional.ofNullable(object.members().get(name))
                : Optional.empty();
    }

    /// The text of a member that is a string; empty otherwise.
    default Optional<String> text(String name) {
        return member(name)
                .flatMap(value -> value instanceof Text string ? Optional.of(string.text()) : Optional.empty());
    }

    /// The elements of a member that is an array; none otherwise.
    default List<Json> elements(String name) {
        return member(name).map(Json::elements).orElse(List.of());
    }

    /// Those of an array; none of anything else.
    default List<Json> elements() {
        return this instanceof Elements array ? array.elements() : List.of();
    }

    /// Those of an object; none of anything else.
    default Map<String, Json> members() {
        return this instanceof Members object ? object.members() : Map.of();
    }
}
