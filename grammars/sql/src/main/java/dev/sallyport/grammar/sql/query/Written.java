package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.Blanks;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.CanonicalText;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.grammar.sql.value.ParameterText;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/// A parameter that is cast to another type than it is given as must be a value of that type.
record Written(int parameter, KeyType type) implements Demand {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,20}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// `2026-11-30`
    private static final int DAY = 10;

    @Override
    public boolean isMet(List<BoundValue> values) {
        if (parameter > values.size() || values.get(parameter - 1).isNull()) return true;
        return ParameterText.of(values.get(parameter - 1))
                .filter(text -> isOne(text, type))
                .isPresent();
    }

    /// Whether a text is a value of that type, in a spelling that its input function takes in any setting.
    static boolean isOne(String text, KeyType type) {
        boolean spelled = switch (type.family()) {
            case INTEGER -> INTEGER.matcher(Blanks.strip(text)).matches();
            case UUID -> UUID.matcher(text).matches();
            case BOOL, TEXT, NUMERIC, BLANK_PADDED, DATE, TIMESTAMP -> true;
        };
        return spelled
                && CanonicalText.of(type.family(), text)
                        .filter(canonical -> fits(canonical, type))
                        .isPresent();
    }

    private static boolean fits(String canonical, KeyType type) {
        return switch (type) {
            case INT2 -> bits(canonical) < Short.SIZE;
            case INT4 -> bits(canonical) < Integer.SIZE;
            case INT8 -> bits(canonical) < Long.SIZE;
            case OID -> !canonical.startsWith("-") && bits(canonical) <= Integer.SIZE;
            case DATE -> isDay(canonical);
            case TIMESTAMP -> isDay(canonical.substring(0, DAY)) && isTime(canonical.substring(DAY + 1));
            case BOOL, TEXT, NAME, VARCHAR, BPCHAR, UUID, NUMERIC -> true;
        };
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return LocalTime.parse(text).isBefore(LocalTime.MAX);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static int bits(String number) {
        return new BigInteger(number).bitLength();
    }

    @Override
    public String words() {
        return "is cast to a type that it is no value of: write it as one";
    }
}
