package dev.sallyport.app.config.problem;

import java.util.List;
import java.util.stream.Collectors;

/// Text of the file as it may stand in a message: in backticks, short, and with nothing in it that could steer a
/// terminal (control, format and bidirectional characters).
public final class Shown {

    private static final int MOST = 200;

    private Shown() {}

    public static String of(String text) {
        return "`" + bare(text) + "`";
    }

    /// The words one after another, each in backticks.
    public static String list(List<String> words) {
        return words.stream().map(Shown::of).collect(Collectors.joining(", "));
    }

    /// Another room's sentence about the file, on one line.
    static String printable(String sentence) {
        return escaped(sentence.strip().replaceAll("\\s*\\R\\s*", " "), "");
    }

    private static String escaped(String text, String alsoEscaped) {
        return text.codePoints()
                .mapToObj(
                        c -> isPlain(c) && alsoEscaped.indexOf(c) < 0 ? Character.toString(c) : "\\u{%x}".formatted(c))
                .collect(Collectors.joining());
    }

    private static String bare(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MOST + 1, text.codePointCount(0, text.length())));
        String escaped = escaped(text.substring(0, end), "`");
        return escaped.length() <= MOST ? escaped : escaped.substring(0, MOST) + "…";
    }

    private static boolean isPlain(int c) {
        int kind = Character.getType(c);
        return kind != Character.CONTROL
                && kind != Character.FORMAT
                && kind != Character.SURROGATE
                && kind != Character.PRIVATE_USE
                && kind != Character.UNASSIGNED
                && kind != Character.LINE_SEPARATOR
                && kind != Character.PARAGRAPH_SEPARATOR;
    }
}
