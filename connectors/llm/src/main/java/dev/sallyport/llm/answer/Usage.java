package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;

/// The tokens that the provider says were used.
///
/// @param input those read from or written to a cache included; -1 when it did not say
/// @param output -1 when it did not say
public record Usage(long input, long output) {

    public static final Usage UNKNOWN = new Usage(-1, -1);

    public boolean known() {
        return input >= 0 || output >= 0;
    }

    /// Both together, what was not said as 0.
    public long total() {
        return Math.max(0, input) + Math.max(0, output);
    }

    /// With what an answer's `usage` adds; a later figure takes the place of an earlier one.
    Usage with(JsonNode usage) {
        long in = first(usage, "prompt_tokens", "input_tokens");
        long cached = Math.max(0, first(usage, "cache_creation_input_tokens", "cache_creation_input_tokens"))
                + Math.max(0, first(usage, "cache_read_input_tokens", "cache_read_input_tokens"));
        long out = first(usage, "completion_tokens", "output_tokens");
        return new Usage(in < 0 ? input : in + cached, out < 0 ? output : out);
    }

    private static long first(JsonNode usage, String one, String other) {
        JsonNode value = usage.has(one) ? usage.get(one) : usage.path(other);
        return value.isIntegralNumber() && value.canConvertToInt() ? Math.max(0, value.asLong()) : -1;
    }
}
