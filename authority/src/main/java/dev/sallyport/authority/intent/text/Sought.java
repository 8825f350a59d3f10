package dev.sallyport.authority.intent.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pattern that is tried only where it can begin: most of what answers hold begins nothing, and a search that
/// tries at every character takes most of the time that reading takes. Finds what [Matcher#find] finds. Safe on
/// every thread.
///
/// @param low the characters below 64 that a match may begin with, a bit each
/// @param high those from 64 to 127; a match begins with no other
/// @param wordStart true when no match begins behind a letter, a digit or `_`
record Sought(Pattern pattern, long low, long high, boolean wordStart) {

    static final String BLANKS = " \t\n\u000B\f\r";
    static final String DIGITS = "0123456789";
    private static final int HALF = 64;

    static Sought at(String first, String pattern) {
        return new Sought(Pattern.compile(pattern), bits(first, 0), bits(first, HALF), false);
    }

    static Sought atWord(String first, String pattern) {
        return new Sought(Pattern.compile(pattern), bits(first, 0), bits(first, HALF), true);
    }

    private static long bits(String characters, int from) {
        return characters
                .chars()
                .filter(c -> c >= from && c < from + HALF)
                .mapToLong(c -> 1L << (c - from))
                .reduce(0, (some, more) -> some | more);
    }

    /// What matches, from left to right, without overlaps.
    ///
    /// @param found its argument is good for the time of the call
    void each(String text, Consumer<MatchResult> found) {
        int from = next(text, 0);
        if (from == text.length()) return;
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        while (from < text.length()) {
            boolean here = matcher.region(from, text.length()).lookingAt();
            if (here) found.accept(matcher);
            from = next(text, here ? Math.max(matcher.end(), from + 1) : from + 1);
        }
    }

    private int next(String text, int from) {
        int at = from;
        while (at < text.length() && !mayBegin(text, at)) at++;
        return at;
    }

    private boolean mayBegin(String text, int at) {
        return begins(text.charAt(at)) && !(wordStart && at > 0 && isWord(text.charAt(at - 1)));
    }

    private boolean begins(char c) {
        if (c >= 2 * HALF) return false;
        return ((c < HALF ? low : high) >>> (c & (HALF - 1)) & 1) != 0;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    String replaced(String text, String by) {
        return replaced(text, _ -> by);
    }

    String replaced(String text, Function<MatchResult, String> by) {
        StringBuilder replaced = new StringBuilder();
        int[] done = {0};
        each(text, match -> {
            replaced.append(text, done[0], match.start()).append(by.apply(match));
            done[0] = match.end();
        });
        return done[0] == 0
                ? text
                : replaced.append(text, done[0], text.length()).toString();
    }

    /// What stands between the matches.
    List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int[] done = {0};
        each(text, match -> {
            parts.add(text.substring(done[0], match.start()));
            done[0] = match.end();
        });
        parts.add(text.substring(done[0]));
        return parts;
    }
}
