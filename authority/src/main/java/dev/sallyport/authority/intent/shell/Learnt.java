package dev.sallyport.authority.intent.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was learnt from pairs of requests and commands that belong together (`learnt.txt`, made by the
/// command in docs/intent-shell.md): words of English and constructs of the shell, and no name of anything.
///
/// @param odds by the names of concepts
record Learnt(Associations associations, Map<String, Concepts.Odds> odds) {

    static Learnt shipped() {
        return of(Table.rows("learnt.txt"));
    }

    static Learnt of(List<String[]> rows) {
        Map<String, Concepts.Odds> odds = new HashMap<>();
        for (String[] row : rows) {
            if (row[0].equals("k")) {
                odds.put(row[1], new Concepts.Odds(number(row[2]), number(row[3]), number(row[4])));
            }
        }
        return new Learnt(Associations.of(rows), Map.copyOf(odds));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }
}
