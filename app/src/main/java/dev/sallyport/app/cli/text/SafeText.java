package dev.sallyport.app.cli.text;

/// Untrusted text made safe to show (R19): what a reader sees is what is there, and no terminal obeys it.
///
/// Control characters (ESC and the C1 range among them), line ends, bidirectional and other invisible formatting,
/// unusual spaces, private and unassigned characters, lone surrogates and piles of combining marks become the escapes
/// that programmers know, with the code point in braces; a backslash becomes two, so that the escaped form can be told
/// from text that only looks like it.
public final class SafeText {

    /// Marks that may sit on one character; some languages need three.
    private static final int MOST_MARKS = 3;

    private SafeText() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 8);
        int marks = MOST_MARKS;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean mark = isMark(c);
            marks = mark ? marks + 1 : 0;
            if (mark && marks > MOST_MARKS) {
                escape(c, shown);
            } else {
                append(c, shown);
            }
        }
        return shown.toString();
    }

    /// A line of JSON, still JSON: only what is not ASCII, or would move a cursor, is escaped, as JSON escapes it.
    public static String ofJsonLine(String json) {
        StringBuilder shown = new StringBuilder(json.length() + 8);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }

    private static void append(int c, StringBuilder shown) {
        switch (c) {
            case '\\' -> shown.append("\\\\");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (isPlain(c)) {
                    shown.appendCodePoint(c);
                } else {
                    escape(c, shown);
                }
            }
        }
    }

    private static void escape(int c, StringBuilder shown) {
        shown.append("\\u{").append(Integer.toHexString(c)).append('}');
    }

    private static boolean isPlain(int c) {
        if (c >= ' ' && c < 0x7f) return true;
        if (isInvisible(c)) return false;
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /// Letters and marks by category that show nothing: `Default_Ignorable_Code_Point` of Unicode beyond the category
    /// Cf, and the empty Braille pattern.
    private static boolean isInvisible(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xe0000 && c <= 0xe0fff);
    }
}
