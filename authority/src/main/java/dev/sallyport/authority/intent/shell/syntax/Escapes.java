package dev.sallyport.authority.intent.shell.syntax;

/// The escapes within `$'…'` (bash reference manual 3.1.2.4).
final class Escapes {

    private static final String NAMED = "abefnrtvE";
    private static final String VALUES = "\u0007\b\u001b\f\n\r\t\u000b\u001b";

    private Escapes() {}

    /// The text that the escapes stand for; one that is not known stands for itself.
    static String decode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 == text.length()) {
                out.append(c);
            } else {
                at = one(text, at + 1, out);
            }
        }
        return out.toString();
    }

    /// Appends what the escape at `at` stands for.
    ///
    /// @return the place of its last sign
    private static int one(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        int named = NAMED.indexOf(c);
        if (named >= 0) {
            out.append(VALUES.charAt(named));
            return at;
        }
        return switch (c) {
            case 'x' -> number(text, at + 1, 2, 16, out);
            case 'u' -> number(text, at + 1, 4, 16, out);
            case 'U' -> number(text, at + 1, 8, 16, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at, 3, 8, out);
            default -> {
                out.append(c);
                yield at;
            }
        };
    }

    private static int number(String text, int from, int most, int radix, StringBuilder out) {
        int value = 0;
        int at = from;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        if (value > 0 && Character.isValidCodePoint(value)) {
            out.appendCodePoint(value);
        }
        return at - 1;
    }
}
