package dev.sallyport.grammar.http.route;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a parameter may hold, as far as it matters for telling one record from many.
///
/// @param type of JSON Schema; `array` for a list in one parameter; empty when nothing is said
/// @param format such as `uuid`; of an array, that of its items
/// @param choices of an enumeration; none when everything goes
/// @param maximum of a number; -1 when there is none
/// @param fallback the default of a number; -1 when there is none
public record Shape(String type, String format, Set<String> choices, long maximum, long fallback) {

    public static final Shape ANYTHING = new Shape("", "", Set.of(), -1, -1);

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Set<String> EVERYTHING = Set.of("-", "_", "all", "_all", "any", "each", "every");

    public Shape {
        choices = Set.copyOf(choices);
    }

    /// Whether a value is of this shape.
    public boolean fits(String value) {
        if (!choices.isEmpty()) {
            return choices.contains(value);
        }
        return switch (type) {
            case "integer" -> INTEGER.matcher(value).matches();
            case "number" -> value.matches("-?[0-9]{1,20}(\\.[0-9]{1,20})?");
            case "boolean" -> value.equals("true") || value.equals("false");
            default -> !format.equals("uuid") || UUID.matcher(value).matches();
        };
    }

    /// Whether a value may name one record and no more: no list, no pattern, no word for everything.
    public static boolean isOne(String value) {
        for (int i = 0; i < value.length(); i++) {
            if ("*,|;?%".indexOf(value.charAt(i)) >= 0 || Character.isWhitespace(value.charAt(i))) {
                return false;
            }
        }
        return !value.isEmpty() && !EVERYTHING.contains(value.toLowerCase(Locale.ROOT));
    }
}
