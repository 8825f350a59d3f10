package dev.sallyport.grammar.http.target;

/// One of a query or a form, decoded.
///
/// @param value empty also when there was no `=`
public record Parameter(String name, String value) {

    /// Values are not for every log.
    @Override
    public String toString() {
        return name;
    }
}
