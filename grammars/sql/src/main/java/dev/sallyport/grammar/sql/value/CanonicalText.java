package dev.sallyport.grammar.sql.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One spelling per value: `007`, `+7` and `7.0` are the integer `7`. Empty when a text is no such value, or one of the
/// rarer spellings whose value would have to be guessed (`0x7`, `1_000`, `today`).
public final class CanonicalText {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,200}(\\.\\d{0,200})?");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    private static final Set<String> YES = Set.of("t", "tr", "tru", "true", "y", "ye", "yes", "on", "1");
    private static final Set<String> NO = Set.of("f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0");

    private CanonicalText() {}

    public static Optional<String> of(KeyType.Family family, String text) {
        return switch (family) {
            case INTEGER -> decimal(text).filter(number -> number.indexOf('.') < 0);
            case NUMERIC -> decimal(text);
            case BOOL -> bool(text);
            case UUID -> uuid(text);
            case TEXT -> Optional.of(text);
            case BLANK_PADDED -> Optional.of(unpadded(text));
            case DATE -> matching(DATE, Blanks.strip(text));
            case TIMESTAMP -> timestamp(Blanks.strip(text));
        };
    }

    private static Optional<String> decimal(String text) {
        if (plain(text)) return Optional.of(text);
        return matching(DECIMAL, Blanks.strip(text)).map(number -> {
            BigDecimal value = new BigDecimal(number);
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        });
    }

    /// The spelling that nearly every key has, without the cost of a pattern.
    private static boolean plain(String text) {
        if (text.isEmpty() || text.length() > 200 || (text.charAt(0) == '0' && text.length() > 1)) return false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        }
        return true;
    }

    private static Optional<String> bool(String text) {
        String word = Blanks.strip(text).toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of("true");
        }
        return NO.contains(word) ? Optional.of("false") : Optional.empty();
    }

    /// PostgreSQL takes braces and hyphens after every fourth digit; more is accepted here and refused there.
    private static Optional<String> uuid(String text) {
        String digits = Blanks.strip(text).toLowerCase(Locale.ROOT).replaceAll("[{}-]", "");
        return matching(HEX, digits)
                .map(hex -> String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20)));
    }

    private static Optional<String> timestamp(String text) {
        String full = DATE.matcher(text).matches() ? text + " 00:00:00" : text;
        return matching(TIMESTAMP, full).map(time -> {
            String spaced = time.replace('T', ' ');
            return spaced.indexOf('.') < 0 ? spaced : spaced.replaceAll("\\.?0+$", "");
        });
    }

    private static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
