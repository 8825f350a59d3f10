package dev.sallyport.grammar.sql;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with the constants that it compares with taken out, as if the client had sent them as parameters: agents that
/// paste literals ask the same thing a thousand times with another number in it, and reading each text anew costs a
/// hundred times what judging it does.
///
/// Taken out are whole numbers and plain strings behind `=` and in the list behind `IN (`. Whoever reads a text
/// differently from PostgreSQL's scanner (scan.l) can be lied to, so whatever would need more than a dozen lines to be
/// read as PostgreSQL does has no shape: comments, dollars, escapes, prefixed strings, numbers with a tail.
///
/// @param text with `$1`, `$2`, … in the place of the constants
/// @param types of the parameters, as PostgreSQL gives them to the constants: `int4`, `int8`, or 0 for a string
/// @param values the constants
record Shape(String text, List<Long> types, List<BoundValue> values) {

    /// A longer number may be no `int8`.
    private static final int DIGITS = 18;
    /// A longer list of constants is read once more rather than kept.
    private static final int MOST = 100;

    /// Empty for a text without such constants, or one that is not plain enough.
    static Optional<Shape> of(String sql) {
        return begins(sql) && sql.indexOf('\0') < 0 ? new Scan(sql).shape() : Optional.empty();
    }

    /// Statements that do nothing to the conversation.
    private static boolean begins(String sql) {
        return sql.regionMatches(true, 0, "SELECT ", 0, 7)
                || sql.regionMatches(true, 0, "UPDATE ", 0, 7)
                || sql.regionMatches(true, 0, "DELETE ", 0, 7)
                || sql.regionMatches(true, 0, "WITH ", 0, 5);
    }

    /// Where in the text a constant would be one that is compared with.
    private enum Place {
        ELSEWHERE,
        BEHIND_EQUALS,
        BEHIND_IN,
        IN_LIST,
        BEHIND_ELEMENT,
        BEHIND_STRING
    }

    private static final class Scan {
        private final String sql;
        private final StringBuilder text;
        private final List<Long> types = new ArrayList<>();
        private final List<BoundValue> values = new ArrayList<>();
        private Place place = Place.ELSEWHERE;
        private int at;
        private int copied;
        private boolean odd;

        Scan(String sql) {
            this.sql = sql;
            this.text = new StringBuilder(sql.length() + 16);
        }

        Optional<Shape> shape() {
            while (!odd && at < sql.length()) token(sql.charAt(at));
            if (odd || values.isEmpty() || values.size() > MOST) return Optional.empty();
            text.append(sql, copied, sql.length());
            return Optional.of(new Shape(text.toString(), types, values));
        }

        private void token(char c) {
            if (blank(c)) at++;
            else if (digit(c)) number();
            else if (c == '\'') string();
            else if (starts(c)) word();
            else if (c == '"') quoted();
            else if (OPERATOR.indexOf(c) >= 0) operator();
            else if (PUNCTUATION.indexOf(c) >= 0) punctuation(c);
            else odd = true;
        }

        private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";
        private static final String PUNCTUATION = "(),;.[]:";

        private static boolean blank(char c) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        }

        private static boolean digit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean starts(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        }

        private void number() {
            int from = at;
            digits();
            boolean whole = !follows('.');
            if (!whole) {
                at++;
                digits();
            }
            if (at < sql.length() && (starts(sql.charAt(at)) || "$.".indexOf(sql.charAt(at)) >= 0)) odd = true;
            else if (whole && taken() && at - from <= DIGITS) take(from, type(from), sql.substring(from, at));
            else place = Place.ELSEWHERE;
        }

        private void digits() {
            while (at < sql.length() && digit(sql.charAt(at))) at++;
        }

        private boolean follows(char c) {
            return at < sql.length() && sql.charAt(at) == c;
        }

        private long type(int from) {
            return Long.parseLong(sql, from, at, 10) <= Integer.MAX_VALUE ? BuiltIn.INT4.oid() : BuiltIn.INT8.oid();
        }

        /// Two strings with a line break between them are one.
        private void string() {
            int from = at;
            odd = place == Place.BEHIND_STRING || place == Place.BEHIND_ELEMENT || !closes('\'');
            if (odd) return;
            boolean listed = place == Place.IN_LIST;
            if (taken()) take(from, 0, sql.substring(from + 1, at - 1).replace("''", "'"));
            place = listed ? Place.BEHIND_ELEMENT : Place.BEHIND_STRING;
        }

        /// Moves behind the closing quote.
        private boolean closes(char quote) {
            at++;
            while (at < sql.length() && (sql.charAt(at) != quote || doubled(quote))) at++;
            return at++ < sql.length();
        }

        /// Moves onto the second of a doubled quote.
        private boolean doubled(char quote) {
            if (at + 1 >= sql.length() || sql.charAt(at + 1) != quote) return false;
            at++;
            return true;
        }

        private boolean taken() {
            return place == Place.BEHIND_EQUALS || place == Place.IN_LIST;
        }

        /// Half a character has no bytes of its own.
        private void take(int from, long type, String value) {
            odd = hasSurrogate(value);
            text.append(sql, copied, from)
                    .append(" $")
                    .append(values.size() + 1)
                    .append(' ');
            copied = at;
            types.add(type);
            values.add(new BoundValue(type, false, value.getBytes(StandardCharsets.UTF_8)));
            place = place == Place.IN_LIST ? Place.BEHIND_ELEMENT : Place.ELSEWHERE;
        }

        private static boolean hasSurrogate(String value) {
            for (int i = 0; i < value.length(); i++) if (Character.isSurrogate(value.charAt(i))) return true;
            return false;
        }

        /// A string right behind a word has a prefix: `E'…'`, `U&'…'`, `date '…'`.
        private void word() {
            int from = at;
            while (at < sql.length() && (starts(sql.charAt(at)) || digit(sql.charAt(at)))) at++;
            boolean in = at - from == 2 && sql.regionMatches(true, from, "in", 0, 2);
            place = in ? Place.BEHIND_IN : Place.ELSEWHERE;
            if (at < sql.length() && "'$".indexOf(sql.charAt(at)) >= 0) odd = true;
        }

        private void quoted() {
            odd = !closes('"');
            place = Place.ELSEWHERE;
        }

        private void operator() {
            int from = at;
            while (at < sql.length() && OPERATOR.indexOf(sql.charAt(at)) >= 0) at++;
            String operator = sql.substring(from, at);
            boolean more = operator.contains("--") || operator.contains("/*") || operator.endsWith("&");
            if (more) odd = true;
            place = operator.equals("=") ? Place.BEHIND_EQUALS : Place.ELSEWHERE;
        }

        private void punctuation(char c) {
            place = switch (place) {
                case BEHIND_IN -> c == '(' ? Place.IN_LIST : Place.ELSEWHERE;
                case BEHIND_ELEMENT -> c == ',' ? Place.IN_LIST : Place.ELSEWHERE;
                case ELSEWHERE, BEHIND_EQUALS, IN_LIST, BEHIND_STRING -> Place.ELSEWHERE;
            };
            at++;
        }
    }
}
