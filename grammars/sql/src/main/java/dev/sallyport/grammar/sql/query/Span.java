package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.BinaryText;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A parameter that moves a time, as an interval or as a number of units, must not move it out of what a time can be
/// (PostgreSQL documentation, 8.5: from 4713 BC).
///
/// @param unit days of one unit; 0 for a whole interval
record Span(int parameter, long unit) implements Demand {

    /// Days: some 1,300 years.
    static final long MOST = 500_000;

    private static final Pattern PART = Pattern.compile("([+-]?\\d{1,6})\\s*([a-z]+)\\s*");
    private static final Pattern CLOCK = Pattern.compile("[+-]?\\d{1,6}(:\\d{1,2}){1,2}(\\.\\d{1,6})?\\s*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,6}");
    private static final long FLOAT4 = 700;
    private static final long FLOAT8 = 701;
    private static final double MICROS_A_DAY = 86_400e6;
    private static final int MONTH = 31;

    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("sec", 1L),
            Map.entry("second", 1L),
            Map.entry("min", 1L),
            Map.entry("minute", 1L),
            Map.entry("hour", 1L),
            Map.entry("day", 1L),
            Map.entry("week", 7L),
            Map.entry("mon", 31L),
            Map.entry("month", 31L),
            Map.entry("year", 366L));

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
        if (type == FLOAT4 && in.remaining() == Float.BYTES) return Optional.of((double) in.getFloat());
        return type == FLOAT8 && in.remaining() == Double.BYTES ? Optional.of(in.getDouble()) : Optional.empty();
    }

    private static byte[] bytes(BoundValue value) {
        byte[] bytes = value.bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    }

    /// How many days an interval moves at most, either way: `30 days`, `1 year 6 months`, `02:30:00`. Empty for other
    /// spellings.
    static Optional<Long> days(String interval) {
        String rest = interval.strip().toLowerCase(Locale.ROOT);
        if (rest.isEmpty()) return Optional.empty();
        long days = 0;
        while (!rest.isEmpty()) {
            Matcher part = PART.matcher(rest);
            Matcher clock = CLOCK.matcher(rest);
            if (part.lookingAt()) {
                Optional<Long> one = unit(part.group(2));
                if (one.isEmpty()) return Optional.empty();
                days += Math.abs(Long.parseLong(part.group(1))) * one.get();
                rest = rest.substring(part.end());
            } else if (clock.lookingAt()) {
                days += MOST / 10; // hours, six digits at most
                rest = rest.substring(clock.end());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(days);
    }

    /// Days of one.
    static Optional<Long> unit(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return Optional.ofNullable(UNITS.get(one));
    }

    @Override
    public String words() {
        return "moves a time too far, or is written in a way that is not understood: write a number of days, or `30 days`";
    }
}
