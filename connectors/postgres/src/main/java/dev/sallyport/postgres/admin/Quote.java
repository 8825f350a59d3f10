package dev.sallyport.postgres.admin;

import java.nio.charset.StandardCharsets;

/// The server's quote rules (PostgreSQL manual, 4.1.1 and 4.1.2), as libpq's `PQescapeIdentifier` and
/// `PQescapeLiteral` apply them: safe whatever `standard_conforming_strings` says.
final class Quote {

    private static final int MAX_NAME_BYTES = 63;

    private Quote() {}

    /// @throws IllegalArgumentException for a name that the server would refuse or cut (and so take for another's)
    static String identifier(String name) {
        requireText(name);
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("use a name of 1 to 63 bytes: `" + name + "`");
        }
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        requireText(text);
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /// NUL ends a statement on the wire, and a lone surrogate becomes another character on its way.
    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("use text without NUL and without broken characters");
        }
    }
}
