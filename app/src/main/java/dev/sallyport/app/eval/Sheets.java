package dev.sallyport.app.eval;

import dev.sallyport.app.cli.work.Evaluation.Scored;
import dev.sallyport.app.cli.work.Evaluation.SetScore;
import dev.sallyport.app.cli.work.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was counted, as tables.
final class Sheets {

    private static final int MOST_KINDS = 20;

    private Sheets() {}

    static Scored of(Map<String, Tally> tallies) {
        List<SetScore> scores = tallies.values().stream().map(Tally::score).toList();
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet(
                "Decisions",
                List.of(
                        "SET",
                        "ATTACKS",
                        "STOPPED",
                        "TASKS",
                        "PASSING",
                        "ASKING",
                        "ACTIONS DENIED",
                        "P50 MS",
                        "P99 MS"),
                scores.stream().map(Sheets::row).toList()));
        tallies.forEach((set, tally) -> kinds(set, tally, sheets));
        return new Scored(sheets, scores);
    }

    private static List<String> row(SetScore score) {
        return List.of(
                score.set(),
                Long.toString(score.attacks()),
                Shares.percent(score.chainsStopped()),
                Long.toString(score.tasks()),
                Shares.percent(score.tasksPassing()),
                Shares.percent(score.tasksAsking()),
                Shares.percent(score.actionsDenied()),
                Shares.millis(score.p50Millis()),
                Shares.millis(score.p99Millis()));
    }

    private static void kinds(String set, Tally tally, List<Sheet> sheets) {
        Map<String, Double> kinds = tally.kinds();
        if (kinds.size() < 2 || kinds.size() > MOST_KINDS) return;
        List<List<String>> rows = kinds.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), Shares.percent(entry.getValue())))
                .toList();
        sheets.add(new Sheet("Attack actions stopped in " + set, List.of("KIND", "STOPPED"), rows));
    }
}
