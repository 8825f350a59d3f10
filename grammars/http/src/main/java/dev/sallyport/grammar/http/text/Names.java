package dev.sallyport.grammar.http.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names that are looked for in texts, as whole words and never as parts of one: `ssn` stands in `SSN_ASC`,
/// `ssn__startswith` and `customerSsn`, and not in `ssnx`. In a name of several words, anything that is
/// no letter may stand between them, or nothing (`social_security_number` in `socialSecurityNumber`); `_`
/// and `-` may stand anywhere in it (`e-mail` is `email`). Case does not count.
///
/// A text is gone through once. Immutable, safe on every thread.
public final class Names {

    private final Map<Character, List<Name>> byFirst = new HashMap<>();

    public Names(Collection<String> names) {
        for (String each : Set.copyOf(names)) {
            if (!each.isEmpty()) {
                Name name = Name.of(each);
                byFirst.computeIfAbsent(name.pattern().charAt(0), _ -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    /// @param found gets those that stand in the text, as they were given
    public void find(String text, Set<String> found) {
        for (int at = 0; at < text.length(); at++) {
            if (Words.border(text, at)) {
                findAt(text, at, found);
            }
        }
    }

    private void findAt(String text, int at, Set<String> found) {
        for (Name name : byFirst.getOrDefault(Words.folded(text.charAt(at)), List.of())) {
            if (name.standsAt(text, at)) {
                found.add(name.name());
            }
        }
    }

    /// @param pattern its words, folded, with [#BETWEEN] between them
    private record Name(String name, String pattern) {

        private static final char BETWEEN = '\0';

        static Name of(String name) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                if (Words.isLetter(name.charAt(i))) {
                    if (!pattern.isEmpty() && Words.border(name, i)) {
                        pattern.append(BETWEEN);
                    }
                    pattern.append(Words.folded(name.charAt(i)));
                }
            }
            return new Name(name, pattern.isEmpty() ? name : pattern.toString());
        }

        boolean standsAt(String text, int from) {
            int at = from;
            for (int i = 0; i < pattern.length(); i++) {
                char wanted = pattern.charAt(i);
                if (wanted == BETWEEN) {
                    at = behindOthers(text, at);
                } else {
                    at = i == 0 ? at : behindJoints(text, at);
                    if (at == text.length() || Words.folded(text.charAt(at)) != wanted) {
                        return false;
                    }
                    at++;
                }
            }
            return Words.border(text, at);
        }

        private static int behindOthers(String text, int from) {
            int at = from;
            while (at < text.length() && !Words.isLetter(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static int behindJoints(String text, int from) {
            int at = from;
            while (at < text.length() && (text.charAt(at) == '_' || text.charAt(at) == '-')) {
                at++;
            }
            return at;
        }
    }
}
