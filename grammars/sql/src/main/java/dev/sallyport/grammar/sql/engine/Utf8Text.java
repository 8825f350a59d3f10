package dev.sallyport.grammar.sql.engine;

/// Whether text reaches the grammar as the server would read it.
final class Utf8Text {

    private Utf8Text() {}

    /// False for what UTF-8 or a C string cannot carry: a NUL would end the text early and hide the
    /// rest from judgement, a lone surrogate would silently become `?`.
    static boolean carriable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                if (c == 0 || !pair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean pair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
