package dev.sallyport.grammar.http.text;

/// Where the words of a name begin and end: between letters or digits and anything else, at humps
/// (`ssnStartsWith`, `SSNStarts`), and between ASCII and other letters.
final class Words {

    private Words() {}

    /// @param at up to the length of the text
    static boolean border(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char here = text.charAt(at);
        if (!isLetter(before) || !isLetter(here) || before < 0x80 != here < 0x80) {
            return true;
        }
        return Character.isUpperCase(here) && (!Character.isUpperCase(before) || isLower(text, at + 1));
    }

    private static boolean isLower(String text, int at) {
        return at < text.length() && Character.isLowerCase(text.charAt(at));
    }

    /// Or a digit.
    static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c);
    }

    static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
