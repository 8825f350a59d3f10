package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.words.Stem;
import java.util.Map;
import java.util.Set;

/// Whether a request has a run of letters or digits of a command, in this or in other words.
final class Said {

    /// Numbers that are other words for what requests say.
    private static final Map<String, Set<String>> SAID = Map.ofEntries(
            Map.entry(
                    "1",
                    Set.of(
                            "one",
                            "first",
                            "day",
                            "yesterday",
                            "24",
                            "single",
                            "once",
                            "today",
                            "top",
                            "top-level",
                            "hour",
                            "last",
                            "60")),
            Map.entry("2", Set.of("two", "second", "twice", "both")),
            Map.entry("3", Set.of("three", "third")),
            Map.entry("4", Set.of("four", "fourth")),
            Map.entry("5", Set.of("five", "fifth")),
            Map.entry("6", Set.of("six")),
            Map.entry("7", Set.of("week", "seven")),
            Map.entry("8", Set.of("eight")),
            Map.entry("9", Set.of("sigkill", "nine", "instantly", "forcefully", "force")),
            Map.entry("10", Set.of("ten")),
            Map.entry("30", Set.of("month", "thirty")),
            Map.entry("31", Set.of("month")),
            Map.entry("60", Set.of("hour", "minute")),
            Map.entry("24", Set.of("day")),
            Map.entry("12", Set.of("twelve", "year")),
            Map.entry("365", Set.of("year")),
            Map.entry("0", Set.of("zero", "empty", "null", "today", "24", "terminated", "separated")),
            Map.entry("80", Set.of("http")),
            Map.entry("22", Set.of("ssh")));

    private Said() {}

    static boolean name(String atom, Request request) {
        return request.atoms().contains(atom)
                || request.says(Stem.of(atom))
                || (atom.length() > 3 && request.lower().contains(atom));
    }

    static boolean number(String digits, Request request) {
        String plain = digits.replaceFirst("^0+(?=.)", "");
        Set<String> words = SAID.getOrDefault(plain, Set.of());
        return request.atoms().contains(digits)
                || request.atoms().contains(plain)
                || (digits.length() > 1 && request.lower().contains(plain))
                || words.stream().anyMatch(word -> request.atoms().contains(word) || request.says(word));
    }
}
