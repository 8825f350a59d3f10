package dev.sallyport.transport.http;

/// What may stand in a field (RFC 9110 sections 5.1, 5.5 and 5.6.2). Stricter than many servers:
/// everything else has been used to make two readers see two different requests.
final class FieldSyntax {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldSyntax() {}

    static boolean isName(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) return false;
        }
        return !name.isEmpty();
    }

    static boolean isTokenCharacter(char c) {
        return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Visible characters, blanks, tabs, and bytes above ASCII; nothing that ends a line.
    static boolean isValue(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) return false;
        }
        return true;
    }
}
