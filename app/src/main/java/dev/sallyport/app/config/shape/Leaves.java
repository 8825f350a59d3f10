package dev.sallyport.app.config.shape;

import dev.sallyport.app.config.shape.Shape.Leaf;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words that any configuration has: text, numbers, durations, moments, files and addresses.
final class Leaves {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final String DURATION_WORDS = "a duration such as `30s`, `5m` or `24h`";
    private static final String INSTANT_WORDS = "a moment such as `2030-01-31T12:00:00Z`";

    private static final List<Leaf> ALL = List.of(
            leaf(String.class, "text", "string", "", Leaves::text),
            leaf(boolean.class, "`true` or `false`", "boolean", "", (t, _) -> truth(t)),
            leaf(int.class, "a whole number", "integer", "", (t, _) -> (int) number(t, Integer.MAX_VALUE)),
            leaf(long.class, "a whole number", "integer", "", (t, _) -> number(t, Long.MAX_VALUE)),
            leaf(Duration.class, DURATION_WORDS, "string", "^\\d{1,9}(ms|s|m|h|d)$", (t, _) -> duration(t)),
            leaf(Instant.class, INSTANT_WORDS, "string", "", (t, _) -> instant(t)),
            leaf(Path.class, "a path", "string", "", Leaves::path),
            leaf(URI.class, "an `https:` address", "string", "^https?://", (t, _) -> uri(t)));

    private Leaves() {}

    static Optional<Leaf> of(Class<?> type) {
        return ALL.stream().filter(l -> l.type().equals(type)).findFirst();
    }

    private static Leaf leaf(Class<?> type, String words, String json, String pattern, Shape.Reader reader) {
        return new Leaf(type, words, List.of(json), pattern, false, reader);
    }

    private static String text(String text, Path base) {
        return text;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case String _ -> throw new IllegalArgumentException("must be `true` or `false`");
        };
    }

    private static long number(String text, long most) {
        if (!text.matches("\\d{1,40}")) {
            throw new IllegalArgumentException("must be a whole number, 0 or more");
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("must be at most " + most);
        }
        return number.longValueExact();
    }

    private static Duration duration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be " + DURATION_WORDS);
        }
        long count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case String _ -> Duration.ofDays(count);
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("must be " + INSTANT_WORDS);
        }
    }

    private static Path path(String text, Path base) {
        try {
            if (!text.isBlank()) {
                return base.resolve(text).normalize();
            }
        } catch (InvalidPathException _) {
            // told below, like an empty one
        }
        throw new IllegalArgumentException("must be a path");
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("https", "http").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // told below, like one of another scheme
        }
        throw new IllegalArgumentException("must be an `https:` address");
    }
}
