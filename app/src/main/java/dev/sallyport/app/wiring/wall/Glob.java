package dev.sallyport.app.wiring.wall;

import java.util.regex.Pattern;

/// Patterns of roles.
final class Glob {

    private Glob() {}

    /// Where `*` stands for any characters.
    static Pattern name(String pattern) {
        return compile(pattern, ".*", ".*");
    }

    /// Where `*` stands for one segment of a path, or a part of it, and `**` for any number of them.
    static Pattern path(String pattern) {
        return compile(pattern, "[^/]*", ".*");
    }

    private static Pattern compile(String pattern, String one, String many) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '*') {
                regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else if (pattern.startsWith("**", i)) {
                regex.append(many);
                i++;
            } else {
                regex.append(one);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
