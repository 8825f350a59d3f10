package dev.sallyport.grammar.sql.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The most that a session may set its time-outs to (R4). Zero would lift them, so it is above every ceiling.
///
/// @param most by the name of the setting, lower case; a time-out without a ceiling cannot be set
public record Ceilings(Map<String, Duration> most) {

    /// For a target that allows none: every value is refused.
    public static final Ceilings CLOSED = new Ceilings(Map.of());

    /// Of what PostgreSQL reads, what cannot be misread: no sign, no fraction, no octal or hexadecimal number, and no
    /// microseconds, which it would round down to zero.
    private static final Pattern VALUE = Pattern.compile("\\s*(0|[1-9][0-9]{0,9})\\s*(ms|s|min|h|d|)\\s*");

    public Ceilings {
        most = Map.copyOf(most);
    }

    /// @param setting the name of a time-out, lower case
    /// @param value empty for DEFAULT and RESET: back to what the lease was given, which is never above
    /// @return why not, naming the ceiling; empty when it may
    public Optional<String> objection(String setting, Optional<String> value) {
        Duration ceiling = most.get(setting);
        if (ceiling == null) {
            return Optional.of("setting `" + setting + "` may not be changed");
        }
        return value.filter(text -> !within(text, ceiling))
                .map(text -> "setting `" + setting + "` may be `" + ceiling.toMillis()
                        + "ms` at most and not 0, as a whole number of ms, s, min, h or d: `" + shown(text) + "`");
    }

    /// The ceiling of a time-out that this value would lift or exceed: what a session gets that asks for
    /// more.
    ///
    /// @return empty for a value that it may have, for one that cannot be read, and where there is no ceiling
    public Optional<Duration> cap(String setting, String value) {
        return Optional.ofNullable(most.get(setting))
                .filter(ceiling -> VALUE.matcher(value).matches() && !within(value, ceiling));
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static boolean within(String text, Duration ceiling) {
        Matcher value = VALUE.matcher(text);
        if (!value.matches()) {
            return false;
        }
        long millis = Long.parseLong(value.group(1)) * millis(value.group(2));
        return millis > 0 && millis <= ceiling.toMillis();
    }

    /// A number alone is one of milliseconds.
    private static long millis(String unit) {
        return switch (unit) {
            case "s" -> 1000L;
            case "min" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> 1L;
        };
    }
}
