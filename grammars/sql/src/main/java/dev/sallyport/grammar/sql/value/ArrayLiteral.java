package dev.sallyport.grammar.sql.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `{a,"b c",NULL}`. Stricter than `array_in`: bounds in front, nesting and blanks inside bare elements are not
/// read, so the answer is empty for them.
final class ArrayLiteral {

    /// `array_isspace`: not what Unicode calls a space.
    private static final String BLANKS = " \t\n\r\f\u000b";

    private final String text;
    private int at;
    private int count;

    ArrayLiteral(String text) {
        this.text = text;
    }

    Optional<List<String>> read() {
        if (text.length() < 2 || text.charAt(0) != '{' || text.charAt(text.length() - 1) != '}') {
            return Optional.empty();
        }
        at = 1;
        List<String> elements = new ArrayList<>();
        skipBlanks();
        if (at == text.length() - 1) {
            return Optional.of(elements);
        }
        while (element(elements)) {
            skipBlanks();
            if (at == text.length() - 1) {
                return Optional.of(elements);
            }
            if (text.charAt(at) != ',') {
                return Optional.empty();
            }
            at++;
            skipBlanks();
        }
        return Optional.empty();
    }

    /// NULL counts, too.
    Optional<Long> count() {
        return read().map(_ -> (long) count);
    }

    private boolean element(List<String> into) {
        count++;
        return text.charAt(at) == '"' ? quoted(into) : bare(into);
    }

    private boolean quoted(List<String> into) {
        StringBuilder element = new StringBuilder();
        for (at++; at < text.length() - 1; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                into.add(element.toString());
                return true;
            }
            if (c == '\\' && ++at == text.length() - 1) {
                return false;
            }
            element.append(text.charAt(at));
        }
        return false;
    }

    private boolean bare(List<String> into) {
        int start = at;
        while (at < text.length() - 1
                && "{}\",\\".indexOf(text.charAt(at)) < 0
                && BLANKS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String element = text.substring(start, at);
        if (element.isEmpty()) {
            return false;
        }
        if (!element.toUpperCase(Locale.ROOT).equals("NULL")) {
            into.add(element);
        }
        return true;
    }

    private void skipBlanks() {
        while (BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
