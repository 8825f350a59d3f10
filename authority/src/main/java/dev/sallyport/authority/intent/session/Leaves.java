package dev.sallyport.authority.intent.session;

import dev.sallyport.authority.intent.proposal.Call.Argument;
import java.util.ArrayList;
import java.util.List;

/// The values in a JSON text, each with its path. A text that is no JSON is one value. Bounded; one pass.
final class Leaves {

    private static final int MOST = 256;
    private static final int DEEPEST = 64;

    private final String text;
    private final List<Argument> leaves = new ArrayList<>();
    private int at;

    private Leaves(String text) {
        this.text = text;
    }

    static List<Argument> of(String text) {
        Leaves reading = new Leaves(text);
        return reading.value("", 0) && reading.ended() ? reading.leaves : List.of(new Argument("", text));
    }

    private boolean ended() {
        blanks();
        return at == text.length();
    }

    private boolean value(String path, int depth) {
        blanks();
        if (at >= text.length() || depth > DEEPEST || leaves.size() > MOST) return false;
        return switch (text.charAt(at)) {
            case '{' -> members(path, depth);
            case '[' -> elements(path, depth);
            case '"' -> {
                String string = string();
                yield string != null && leaves.add(new Argument(path, string));
            }
            default -> word(path);
        };
    }

    private boolean members(String path, int depth) {
        at++;
        if (next('}')) return true;
        do {
            blanks();
            String name = at < text.length() && text.charAt(at) == '"' ? string() : null;
            if (name == null || !next(':') || !value(path.isEmpty() ? name : path + "." + name, depth + 1))
                return false;
        } while (next(','));
        return next('}');
    }

    private boolean elements(String path, int depth) {
        at++;
        if (next(']')) return true;
        int index = 0;
        do {
            if (!value(path + "[" + index++ + "]", depth + 1)) return false;
        } while (next(','));
        return next(']');
    }

    private boolean next(char wanted) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) at++;
        return there;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private boolean word(String path) {
        int start = at;
        while (at < text.length() && ",]} \t\r\n:\"{[".indexOf(text.charAt(at)) < 0) at++;
        return at > start && leaves.add(new Argument(path, text.substring(start, at)));
    }

    private @org.jspecify.annotations.Nullable String string() {
        StringBuilder string = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return string.toString();
            }
            if (c != '\\') string.append(c);
            else if (!escape(string)) return null;
        }
        return null;
    }

    private boolean escape(StringBuilder string) {
        if (++at >= text.length()) return false;
        char c = text.charAt(at);
        switch (c) {
            case 'n' -> string.append('\n');
            case 't' -> string.append('\t');
            case 'r' -> string.append('\r');
            case 'b' -> string.append('\b');
            case 'f' -> string.append('\f');
            case 'u' -> {
                return unit(string);
            }
            default -> string.append(c);
        }
        return true;
    }

    private boolean unit(StringBuilder string) {
        if (at + 4 >= text.length()) return false;
        int unit = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) return false;
            unit = unit * 16 + digit;
        }
        string.append((char) unit);
        at += 4;
        return true;
    }
}
