package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;

/// A number of records or keys, or none.
///
/// @param value `Long.MAX_VALUE` for none
@Scalar(
        value = "a whole number, or `none`",
        pattern = "^none$",
        json = {"integer", "string"})
public record Limit(long value) {

    public static final Limit NONE = new Limit(Long.MAX_VALUE);

    public static Limit parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (!text.matches("\\d{1,15}")) {
            throw new IllegalArgumentException("must be a whole number, or `none`");
        }
        return new Limit(Long.parseLong(text));
    }

    public boolean isNone() {
        return value == Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return isNone() ? "none" : Long.toString(value);
    }
}
