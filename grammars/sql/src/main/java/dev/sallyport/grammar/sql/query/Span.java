package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.value.BinaryText;
import dev.sallyport.grammar.sql.value.Blanks;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A parameter that moves a time, as an interval or as a number of units, must not move it out of what a time can be
/// (PostgreSQL documentation, 8.5: from 4713 BC).
///
/// @param unit days of one unit; 0 for a whole interval
record Span(int parameter, long unit) implements Demand {

    /// Days: some 1,300 years.
    static final long MOST = 500_000;

    private static final Pattern PART = Pattern.compile("([+-]?\\d{1,6}) *([a-z]+) *");
    private static final Pattern CLOCK = Pattern.compile("[+-]?\\d{1,6}(:[0-5]\\d){1,2}(\\.\\d{1,6})?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,6}");
    private static final double MICROS_A_DAY = 86_400e6;
    private static final int MONTH = 31;

    /// Days, of six digits of hours.
    private static final long MOST_HOURS = 42_000;

    private static final Map<String, String> SHORT = Map.of("sec", "second", "min", "minute", "mon", "month");

    private static final Map<String, Long> UNITS =
            Map.of("second", 1L, "minute", 1L, "hour", 1L, "day", 1L, "week", 7L, "month", 31L, "year", 366L);

    @Override
    public boolean isMet(List<BoundValue> values) {
        if (parameter > values.size() || values.get(parameter - 1).isNull()) return true;
        BoundValue value = values.get(parameter - 1);
        Optional<Double> days = unit == 0 ? interval(value) : number(value).map(number -> number * unit);
        return days.filter(number -> Math.abs(number) <= MOST).isPresent();
    }

    private static Optional<Double> interval(BoundValue value) {
        byte[] bytes = bytes(value);
        if (!value.binary()) return days(text(bytes)).map(Long::doubleValue);
        if (bytes.length != 2 * Long.BYTES) return Optional.empty();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return Optional.of(Math.abs(in.getLong() / MICROS_A_DAY)
                + Math.abs((double) in.getInt())
                + Math.abs((double) in.getInt()) * MONTH);
    }

    private static Optional<Double> number(BoundValue value) {
        byte[] bytes = bytes(value);
        if (!value.binary()) {
            return Optional.of(text(bytes))
                    .filter(text -> NUMBER.matcher(text).matches())
                    .map(Double::valueOf);
        }
        return KeyType.of(value.declaredType())
                .filter(type -> type.family() == KeyType.Family.INTEGER)
                .flatMap(type -> BinaryText.of(type, bytes))
                .map(Double::valueOf)
                .or(() -> floating(value.declaredType(), ByteBuffer.wrap(bytes)));
    }

    private static Optional<Double> floating(long type, ByteBuffer in) {
        double number = Double.NaN;
        if (BuiltIn.FLOAT4.is(type) && in.remaining() == Float.BYTES) number = in.getFloat();
        if (BuiltIn.FLOAT8.is(type) && in.remaining() == Double.BYTES) number = in.getDouble();
        return Optional.of(number).filter(whole -> Math.rint(whole) == whole); // others may be written as `1e-07`
    }

    private static byte[] bytes(BoundValue value) {
        byte[] bytes = value.bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    private static String text(byte[] bytes) {
        return Blanks.strip(new String(bytes, StandardCharsets.UTF_8));
    }

    /// How many days an interval moves at most, either way: `30 days`, `1 year 6 months`, `02:30:00`. Empty for other
    /// spellings, and where a unit stands twice.
    static Optional<Long> days(String interval) {
        String rest = Blanks.strip(interval).toLowerCase(Locale.ROOT);
        Set<String> seen = new HashSet<>();
        long days = 0;
        while (!rest.isEmpty()) {
            Matcher part = PART.matcher(rest);
            if (!part.lookingAt()) return clock(rest, seen).map(Span.plus(days));
            Optional<Long> one = unit(part.group(2));
            if (one.isEmpty() || !seen.add(full(part.group(2)))) return Optional.empty();
            days += Math.abs(Long.parseLong(part.group(1))) * one.get();
            rest = rest.substring(part.end());
        }
        return seen.isEmpty() ? Optional.empty() : Optional.of(days);
    }

    private static UnaryOperator<Long> plus(long days) {
        return more -> more + days;
    }

    private static Optional<Long> clock(String text, Set<String> seen) {
        boolean again = Stream.of("hour", "minute", "second").anyMatch(seen::contains);
        return CLOCK.matcher(text).matches() && !again ? Optional.of(MOST_HOURS) : Optional.empty();
    }

    /// Days of one, by a name as it is written.
    static Optional<Long> unit(String name) {
        return Optional.ofNullable(UNITS.get(full(name.toLowerCase(Locale.ROOT))));
    }

    private static String full(String unit) {
        String one = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        return SHORT.getOrDefault(one, one);
    }

    @Override
    public String words() {
        return "moves a time too far, or is written in a way that is not understood: write a number of days, or `30 days`";
    }
}
