package dev.sallyport.authority.intent.shell.syntax;

/// Finds where a bracket or quote ends. One pass, no recursion: hostile nesting costs memory for one sign
/// each.
final class Balance {

    private final String text;
    private final StringBuilder open = new StringBuilder();

    private Balance(String text) {
        this.text = text;
    }

    /// The place of the bracket that closes what was opened just before `from`, or -1.
    static int closing(String text, int from, char bracket) {
        return new Balance(text).find(from, bracket);
    }

    /// The place of the quote's end, or -1; a backslash hides one unless the quote is single.
    static int quote(String text, int from, char quote) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                return at;
            }
            if (c == '\\' && quote != '\'') {
                at++;
            }
        }
        return -1;
    }

    private int find(int from, char bracket) {
        open.append(bracket);
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '\'' && top() != '"') {
                at = quote(text, at + 1, '\'');
                if (at < 0) {
                    return -1;
                }
            } else if (step(at, c)) {
                return at;
            }
        }
        return -1;
    }

    private boolean step(int at, char c) {
        if (c == top()) {
            open.setLength(open.length() - 1);
        } else if (c == '"') {
            open.append('"');
        } else if (opens(at, c)) {
            open.append(c == '(' ? ')' : '}');
        }
        return open.isEmpty();
    }

    private boolean opens(int at, char c) {
        boolean expansion = at > 0 && text.charAt(at - 1) == '$';
        return (c == '(' && (expansion || top() == ')')) || (c == '{' && expansion);
    }

    private char top() {
        return open.charAt(open.length() - 1);
    }
}
