package dev.sallyport.grammar.http.route;

/// A parameter that a document describes.
///
/// @param place where it stands
public record Described(String name, Place place, Shape shape) {

    public enum Place {
        PATH,
        QUERY
    }
}
