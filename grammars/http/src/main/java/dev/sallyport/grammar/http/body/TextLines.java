package dev.sallyport.grammar.http.body;

/// Lines of a text.
final class TextLines {

    private TextLines() {}

    /// Those that are not blank, at least 1, whatever ends them. A line break within quotes counts, too: too much is a
    /// denial at worst.
    static int count(String text) {
        int lines = 0;
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || c == '\r';
            if (end && !blank) lines++;
            blank = end || (blank && Character.isWhitespace(c));
        }
        return Math.max(1, blank ? lines : lines + 1);
    }
}
