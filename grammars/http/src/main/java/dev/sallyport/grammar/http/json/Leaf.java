package dev.sallyport.grammar.http.json;

/// A string, number, boolean or null.
///
/// @param path from the root, such as `items[0].id`; empty for a root that is a leaf
/// @param value its text: a string without quotes and escapes, a number as it was written, `true`,
///     `false`, `null`
/// @param span where it stands
public record Leaf(String path, String value, Span span) {

    /// Values are not for every log.
    @Override
    public String toString() {
        return path;
    }
}
