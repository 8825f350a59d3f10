package dev.sallyport.app.history;

import dev.sallyport.app.cli.work.History.Count;
import dev.sallyport.app.cli.work.History.Difference;
import dev.sallyport.app.cli.work.History.Recomputed;
import dev.sallyport.app.history.Again.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Adds up what became of the decisions.
final class Tally {

    private static final int MOST_SHOWN = 100;

    private long agree;
    private long sealed;
    private long operational;
    private long differ;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Long> elsewhere = new TreeMap<>();
    private final Map<String, Long> unknown = new TreeMap<>();

    void count(Again again) {
        switch (again) {
            case Plain.AGREES -> agree++;
            case Plain.AGREES_BUT_SEALED -> sealed++;
            case Plain.OPERATIONAL -> operational++;
            case Again.Differs differs -> differ(differs);
            case Again.Elsewhere other -> elsewhere.merge(other.generation(), 1L, Long::sum);
            case Again.Unknown not -> unknown.merge(not.why(), 1L, Long::sum);
        }
    }

    private void differ(Again.Differs differs) {
        differ++;
        differs.fields().stream()
                .limit(Math.max(0, MOST_SHOWN - differences.size()))
                .forEach(differences::add);
    }

    Recomputed result(String verified) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count("agree", "the same verdict, rule, reason, reservation and evidence", agree));
        counts.add(new Count("differ", "", differ));
        some(counts, "agree", "all but the words of a sealed note, give the trail's keys with --keys", sealed);
        some(counts, "not decided", "the gateway's own word, no rule's", operational);
        elsewhere.forEach((generation, number) -> counts.add(
                new Count("not checked", "under another configuration, give it with --config: " + generation, number)));
        unknown.forEach((why, number) -> counts.add(new Count("not checked", why, number)));
        boolean agrees = differ == 0 && elsewhere.isEmpty() && unknown.isEmpty();
        return new Recomputed(verified, counts, differences, agrees);
    }

    private static void some(List<Count> counts, String what, String detail, long number) {
        if (number > 0) counts.add(new Count(what, detail, number));
    }
}
