package dev.sallyport.grammar.http.body;

import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.target.TargetRules;

/// @param parameters of a form: their number
/// @param parts of a multipart form
/// @param lines of JSON lines
public record BodyLimits(JsonLimits json, TargetRules parameters, int parts, int lines) {

    /// 1 MiB of JSON, 256 parameters, 64 parts, 10 000 lines.
    public static final BodyLimits DEFAULT = new BodyLimits(JsonLimits.DEFAULT, TargetRules.STRICT, 64, 10_000);
}
