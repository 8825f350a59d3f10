package dev.sallyport.authority.intent.session;

/// Words from outside, made harmless: letters, digits and the punctuation of ASCII, at most [#LONGEST] characters.
/// The same when done twice, so that it can be read back from the trail (R24).
final class OneLine {

    static final int LONGEST = 300;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHarmless(c)) add(c, line);
            else space(line);
        }
        return line.toString().strip();
    }

    /// Nothing that ends a quotation, steers a terminal or turns the direction of what follows.
    private static boolean isHarmless(int c) {
        return c < 0x7f ? c > ' ' && c != '`' : isLetterFromTheLeft(c);
    }

    private static boolean isLetterFromTheLeft(int c) {
        return Character.isLetterOrDigit(c)
                && switch (Character.getDirectionality(c)) {
                    case Character.DIRECTIONALITY_LEFT_TO_RIGHT, Character.DIRECTIONALITY_EUROPEAN_NUMBER -> true;
                    default -> false;
                };
    }

    private static void add(int c, StringBuilder line) {
        if (line.length() + Character.charCount(c) <= LONGEST) line.appendCodePoint(c);
        else space(line);
    }

    private static void space(StringBuilder line) {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') line.append(' ');
    }
}
