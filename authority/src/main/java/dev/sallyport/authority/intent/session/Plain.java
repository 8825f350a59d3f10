package dev.sallyport.authority.intent.session;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// One way to write what can be written in several: numbers, blanks around a value, the lines of a statement.
final class Plain {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[;\\s]+$");

    private Plain() {}

    static String of(String value) {
        String text = value.strip();
        if (!NUMBER.matcher(text).matches() || isCode(text)) return text;
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    /// `007` is no seven.
    private static boolean isCode(String text) {
        return text.length() > 1 && text.startsWith("0") && text.charAt(1) != '.';
    }

    static String statement(String text) {
        return BLANKS.matcher(END.matcher(text.strip()).replaceFirst("")).replaceAll(" ");
    }
}
