package dev.sallyport.grammar.http.json;

/// @param bytes of the whole text
/// @param depth of arrays and objects in one another
/// @param values of every kind, at every depth
/// @param string characters of one string
/// @param name characters of a member's name
/// @param number characters of a number
public record JsonLimits(int bytes, int depth, int values, int string, int name, int number) {

    /// 1 MiB, 64 deep, 20 000 values.
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64, 20_000, 1 << 20, 1024, 128);

    /// The same for a text of another size: strings may be as long, values as many as 50 for each KiB,
    /// and 20 000 at least.
    public static JsonLimits forBytes(int bytes) {
        return new JsonLimits(bytes, 64, Math.max(20_000, bytes / 1024 * 50), bytes, 1024, 128);
    }
}
