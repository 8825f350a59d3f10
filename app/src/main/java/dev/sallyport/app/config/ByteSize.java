package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, written with a binary unit (IEC 80000-13).
@Scalar(value = "a size such as `64KiB` or `16MiB`", pattern = "^\\d{1,7}(B|KiB|MiB|GiB)$")
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(B|KiB|MiB|GiB)");

    public static ByteSize parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be a size such as `64KiB` or `16MiB`");
        }
        long count = Long.parseLong(match.group(1));
        return new ByteSize(
                switch (match.group(2)) {
                    case "KiB" -> count << 10;
                    case "MiB" -> count << 20;
                    case "GiB" -> count << 30;
                    case String _ -> count;
                });
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }
}
