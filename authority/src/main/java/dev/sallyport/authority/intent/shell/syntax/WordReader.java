package dev.sallyport.authority.intent.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/// Reads one word: quotes, escapes, parameters, substitutions.
///
/// A sign that opens what never ends is read as itself. Looking for an end costs the rest of the text, so
/// after [#PATIENCE] vain searches of a script no further one is made.
final class WordReader {

    private static final String ENDS = " \t\r\n;&|<>()";
    private static final int PATIENCE = 8;

    private final String text;
    private int at;
    private int vain;
    private StringBuilder out = new StringBuilder();
    private List<String> inner = new ArrayList<>();
    private boolean quoted;
    private boolean expands;

    WordReader(String text) {
        this.text = text;
    }

    /// Whether something without an end was met so far.
    boolean unfinished() {
        return vain > 0;
    }

    /// Where the last word ended.
    int end() {
        return at;
    }

    /// The word that begins at `from`; empty when a word's end stands there.
    Word read(int from) {
        at = from;
        out = new StringBuilder();
        inner = new ArrayList<>();
        quoted = false;
        expands = false;
        while (at < text.length() && (ENDS.indexOf(text.charAt(at)) < 0 || extended())) {
            sign(text.charAt(at));
        }
        return new Word(out.toString(), quoted, expands, inner);
    }

    /// `?(`, `*(`, `+(`, `@(`, `!(` within a word: an extended pattern, read on as part of the word.
    private boolean extended() {
        char c = text.charAt(at);
        if (c == '(' && at > 0 && out.length() > 0 && "?*+@!=".indexOf(text.charAt(at - 1)) >= 0) {
            int end = search(at + 1, ')');
            if (end > 0) {
                out.append(text, at, end);
                substitutions(text.substring(at + 1, end));
                at = end - 1;
                return true;
            }
        }
        return false;
    }

    private void sign(char c) {
        switch (c) {
            case '\\' -> escaped();
            case '\'' -> single(at + 1, false);
            case '"' -> doubled(at + 1);
            case '`' -> backquoted();
            case '$' -> dollar();
            default -> plain(c);
        }
    }

    private void plain(char c) {
        out.append(c);
        at++;
    }

    private void escaped() {
        quoted = true;
        if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
            out.append(text.charAt(at + 1));
        }
        at = Math.min(at + 2, text.length());
    }

    private void single(int from, boolean escapes) {
        int end = vain < PATIENCE ? Balance.quote(text, from, escapes ? '"' : '\'') : -1;
        end = escapes && vain < PATIENCE ? ansi(from) : end;
        if (end < 0) {
            vain(from);
            return;
        }
        quoted = true;
        String body = text.substring(from, end);
        out.append(escapes ? Escapes.decode(body) : body);
        at = end + 1;
    }

    private int ansi(int from) {
        for (int end = from; end < text.length(); end++) {
            if (text.charAt(end) == '\'') {
                return end;
            }
            end += text.charAt(end) == '\\' ? 1 : 0;
        }
        return -1;
    }

    private void doubled(int from) {
        int end = search(from, '"');
        if (end < 0) {
            vain(from);
            return;
        }
        quoted = true;
        unquote(text.substring(from, end));
        at = end + 1;
    }

    private void unquote(String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\' && i + 1 < body.length() && "\\\"$`\n".indexOf(body.charAt(i + 1)) >= 0) {
                out.append(body.charAt(++i));
            } else {
                out.append(c);
            }
        }
        substitutions(body);
    }

    private void backquoted() {
        int end = vain < PATIENCE ? Balance.quote(text, at + 1, '`') : -1;
        if (end < 0) {
            vain(at + 1);
            return;
        }
        substitute(text.substring(at + 1, end).replace("\\`", "`"), end + 1);
    }

    private void dollar() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        switch (next) {
            case '\'' -> single(at + 2, true);
            case '"' -> doubled(at + 2);
            case '(' -> bracket(')');
            case '{' -> bracket('}');
            default -> {
                expands |= Character.isLetterOrDigit(next) || "_@*#?!$-".indexOf(next) >= 0;
                plain('$');
            }
        }
    }

    private void bracket(char closing) {
        int end = search(at + 2, closing);
        if (end < 0) {
            vain(at + 2);
            return;
        }
        String body = text.substring(at + 2, end);
        if (closing == ')' && !body.startsWith("(")) {
            substitute(body, end + 1);
        } else {
            expands = true;
            out.append(text, at, end + 1);
            substitutions(body);
            at = end + 1;
        }
    }

    private void substitute(String script, int end) {
        expands = true;
        inner.add(script);
        out.append(text, at, end);
        at = end;
    }

    /// The substitutions within a quoted text.
    private void substitutions(String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            expands |= c == '$' || c == '`';
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                i = Math.max(i, found(body, i + 1, Balance.quote(body, i + 1, '`')));
            } else if (c == '$' && i + 1 < body.length() && body.charAt(i + 1) == '(') {
                i = Math.max(i, found(body, i + 2, vain < PATIENCE ? Balance.closing(body, i + 2, ')') : -1));
            }
        }
    }

    private int found(String body, int from, int end) {
        if (end < 0) {
            vain++;
        } else {
            inner.add(body.substring(from, end));
        }
        return end;
    }

    /// A process substitution `<(…)` or `>(…)` that begins at `from`, or null where none ends.
    @org.jspecify.annotations.Nullable
    Word process(int from) {
        int end = search(from + 2, ')');
        if (end < 0) {
            vain++;
            return null;
        }
        at = end + 1;
        return new Word(text.charAt(from) + "()", false, true, List.of(text.substring(from + 2, end)));
    }

    private int search(int from, char closing) {
        return vain < PATIENCE ? Balance.closing(text, from, closing) : -1;
    }

    private void vain(int next) {
        vain++;
        out.append(text, at, next);
        at = next;
    }
}
