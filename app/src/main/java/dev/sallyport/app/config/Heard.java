package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;

/// How much of each answer is remembered.
///
/// @param bytes 0 for nothing
@Scalar(value = "a size from `1KiB` to `32KiB`, or `off`", pattern = "^(off|\\d{1,5}B|\\d{1,2}KiB)$")
public record Heard(int bytes) {

    private static final int LEAST = 1 << 10;
    private static final int MOST = 32 << 10;

    public static Heard parse(String text) {
        if (text.equals("off")) return new Heard(0);
        if (!text.matches("\\d{1,5}B|\\d{1,2}KiB")) throw wrong();
        long bytes = ByteSize.parse(text).bytes();
        if (bytes < LEAST || bytes > MOST) throw wrong();
        return new Heard(Math.toIntExact(bytes));
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("must be a size from `1KiB` to `32KiB`, or `off`");
    }

    @Override
    public String toString() {
        if (bytes == 0) return "off";
        return bytes % LEAST == 0 ? bytes / LEAST + "KiB" : bytes + "B";
    }
}
