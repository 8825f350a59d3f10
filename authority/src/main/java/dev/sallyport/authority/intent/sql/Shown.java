package dev.sallyport.authority.intent.sql;

/// Makes a piece of foreign text fit to be shown: short, in one line, without control characters.
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).filter(Shown::printable).forEach(shown::appendCodePoint);
        return shown + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "");
    }

    private static boolean printable(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c) && type != Character.FORMAT && type != Character.SURROGATE && c != '`';
    }
}
