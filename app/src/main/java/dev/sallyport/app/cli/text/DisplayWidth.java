package dev.sallyport.app.cli.text;

/// Columns that text takes on a terminal. Source of the ranges: Unicode's `EastAsianWidth` (W and F) and
/// `Emoji_Presentation`, joined to blocks.
final class DisplayWidth {

    private static final int[][] WIDE = {
        {0x1100, 0x115f}, {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
        {0x2648, 0x2653}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x2705, 0x2705}, {0x274c, 0x274c},
        {0x2753, 0x2757}, {0x2795, 0x2797}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2e80, 0x303e},
        {0x3041, 0xa4cf}, {0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
        {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004},
        {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f19a}, {0x1f200, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb},
        {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}
    };

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) return 0;
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) return 2;
        }
        return 1;
    }

    /// The longest beginning that fits, with `…` when something is left out.
    static String cut(String text, int columns) {
        if (of(text) <= columns) return text;
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (taken + of(c) > columns - 1) break;
            taken += of(c);
            end += Character.charCount(c);
        }
        return columns < 1 ? "" : text.substring(0, end) + "…";
    }
}
