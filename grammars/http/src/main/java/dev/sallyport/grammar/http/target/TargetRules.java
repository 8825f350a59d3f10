package dev.sallyport.grammar.http.target;

/// What of a target that most servers read in different ways this server is known to read in one.
///
/// @param encodedSlashes `%2F` is part of a segment, as GitLab wants it
/// @param pathParameters `;` is an ordinary character of a segment
/// @param semicolons `;` is an ordinary character of a query, as OData wants it
/// @param longest characters of the whole target
/// @param segments of a path
/// @param parameters of a query or a form
public record TargetRules(
        boolean encodedSlashes, boolean pathParameters, boolean semicolons, int longest, int segments, int parameters) {

    /// Nothing of it; 8192 characters, 64 segments, 256 parameters.
    public static final TargetRules STRICT = new TargetRules(false, false, false, 8192, 64, 256);

    public TargetRules withEncodedSlashes() {
        return new TargetRules(true, pathParameters, semicolons, longest, segments, parameters);
    }

    public TargetRules withPathParameters() {
        return new TargetRules(encodedSlashes, true, semicolons, longest, segments, parameters);
    }

    public TargetRules withSemicolons() {
        return new TargetRules(encodedSlashes, pathParameters, true, longest, segments, parameters);
    }
}
