package dev.sallyport.authority.intent.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Makes what [Learnt] reads of readings that belong together.
final class Learning {

    private static final double SMOOTHING = 4;
    private static final int COMMON = 3;

    private Learning() {}

    static Learnt of(List<Reading> pairs, Utilities utilities) {
        List<Alignment.Pair> forward = new ArrayList<>();
        List<Alignment.Pair> backward = new ArrayList<>();
        Set<String> common = common(pairs);
        for (Reading pair : pairs) {
            List<String> words = Wording.words(pair.request()).stream()
                    .filter(common::contains)
                    .toList();
            forward.add(new Alignment.Pair(pair.constructs(), words));
            backward.add(new Alignment.Pair(words, pair.constructs()));
        }
        // what utilities are for is a pair too: it teaches those that no example uses
        for (Utility utility : utilities.all().stream()
                .sorted(java.util.Comparator.comparing(Utility::name))
                .toList()) {
            List<String> constructs = List.of(utility.name(), utility.effect().construct());
            forward.add(new Alignment.Pair(constructs, utility.purpose()));
            backward.add(new Alignment.Pair(utility.purpose(), constructs));
        }
        return new Learnt(new Associations(Alignment.learn(forward), Alignment.learn(backward)), odds(pairs));
    }

    /// Words of several requests: what only one or two say is a name more often than a word.
    private static Set<String> common(List<Reading> pairs) {
        Map<String, Integer> counts = new HashMap<>();
        pairs.forEach(pair -> Wording.words(pair.request()).forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.values().removeIf(count -> count < COMMON);
        return counts.keySet();
    }

    private static Map<String, Concepts.Odds> odds(List<Reading> pairs) {
        Map<String, Concepts.Odds> odds = new HashMap<>();
        for (Concept concept : Concept.table()) {
            List<Reading> done =
                    pairs.stream().filter(pair -> concept.in(pair.constructs())).toList();
            double asked =
                    pairs.stream().filter(pair -> concept.in(pair.request())).count();
            double both =
                    done.stream().filter(pair -> concept.in(pair.request())).count();
            double ever = (double) done.size() / pairs.size();
            odds.put(
                    concept.name(),
                    new Concepts.Odds(
                            ever,
                            (both + SMOOTHING * ever) / (asked + SMOOTHING),
                            (done.size() - both + SMOOTHING * ever) / (pairs.size() - asked + SMOOTHING)));
        }
        return odds;
    }

    /// As [Learnt#of] reads it, after a line for people.
    static String text(Learnt learnt) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(
                "# Learnt from pairs of requests and commands by the command in docs/intent-shell.md; not for editing by hand");
        new TreeMap<>(learnt.odds())
                .forEach((name, odds) -> lines.add("k|" + name + "|" + number(odds.ever()) + "|" + number(odds.asked())
                        + "|" + number(odds.unasked())));
        side("c", learnt.associations().constructs(), lines);
        side("w", learnt.associations().words(), lines);
        return lines.toString();
    }

    private static void side(String kind, Associations.Side side, StringJoiner lines) {
        new TreeMap<>(side.given()).forEach((entry, row) -> {
            StringJoiner cells = new StringJoiner(" ");
            new TreeMap<>(row).forEach((other, chance) -> cells.add(other.replace(' ', '_') + ":" + number(chance)));
            lines.add(kind + "|" + entry + "|" + number(side.shares().get(entry)) + "|" + cells);
        });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
