package dev.sallyport.authority.intent.shell;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which words of requests go with which constructs of commands, learnt from pairs that belong together (IBM
/// model 1, Brown et al. 1993, both ways) and from what utilities are for.
///
/// Words are stems of plain English and kinds of literals, constructs are those of [Constructs]: no name of a
/// file, user or host is in it. As text: `c|construct|share|word:probability …` and
/// `w|word|share|construct:probability …`; a space within an entry is `_` after the share.
final class Associations {

    /// How much of a probability does not depend on the other side at all.
    private static final double DULL = 0.1;

    /// What is not in the table is as common as the rarest that is.
    private static final double RARE = 0.0002;

    /// One side of the table: how common each entry is, and how probable given each entry of the other side.
    ///
    /// @param shares of all tokens
    /// @param given entry → other side's entry → probability
    record Side(Map<String, Double> shares, Map<String, Map<String, Double>> given) {

        /// How much more probable an entry is with these on the other side than anyway, as a natural
        /// logarithm.
        double surprise(String entry, Collection<String> others) {
            double share = Math.max(RARE, shares.getOrDefault(entry, 0.0));
            return Math.log(DULL + (1 - DULL) * mean(entry, others) / share);
        }

        private double mean(String entry, Collection<String> others) {
            Map<String, Double> row = given.getOrDefault(entry, Map.of());
            double sum = 0;
            for (String other : others) {
                sum += row.getOrDefault(other, 0.0);
            }
            return others.isEmpty() ? 0 : sum / others.size();
        }

        boolean knows(String entry) {
            return shares.containsKey(entry);
        }
    }

    private final Side constructs;
    private final Side words;

    Associations(Side constructs, Side words) {
        this.constructs = constructs;
        this.words = words;
    }

    /// Reads the rows whose first cell is `c` and `w`.
    static Associations of(List<String[]> rows) {
        return new Associations(side("c", rows), side("w", rows));
    }

    private static Side side(String kind, List<String[]> rows) {
        Map<String, Double> shares = new HashMap<>();
        Map<String, Map<String, Double>> given = new HashMap<>();
        for (String[] row : rows) {
            if (row[0].equals(kind)) {
                shares.put(row[1], Double.parseDouble(row[2]));
                given.put(row[1], cells(row[3]));
            }
        }
        return new Side(Map.copyOf(shares), Map.copyOf(given));
    }

    private static Map<String, Double> cells(String text) {
        return Table.words(text).stream()
                .filter(cell -> cell.indexOf(':') > 0)
                .collect(Collectors.toUnmodifiableMap(Associations::entry, Associations::probability));
    }

    private static String entry(String cell) {
        return cell.substring(0, cell.lastIndexOf(':')).replace('_', ' ');
    }

    private static double probability(String cell) {
        return Double.parseDouble(cell.substring(cell.lastIndexOf(':') + 1));
    }

    Side constructs() {
        return constructs;
    }

    Side words() {
        return words;
    }
}
