package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.app.cli.work.History.Change;
import dev.sallyport.app.cli.work.History.Count;
import dev.sallyport.app.cli.work.History.Replayed;
import dev.sallyport.trail.recall.RecalledDecision;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Adds up what would change: what is older than a moment only makes history. One thread.
final class Sums {

    private final Instant since;
    private final Map<Group, Found> changes = new LinkedHashMap<>();
    private final Map<String, Long> left = new TreeMap<>();
    private long decided;
    private long same;

    private record Group(String before, String after, String rule, String workload, String resource) {}

    private record Found(String reason, String example, long number) {}

    Sums(Instant since) {
        this.since = since;
    }

    void left(RecalledDecision recorded, String why) {
        if (counts(recorded)) left.merge(why, 1L, Long::sum);
    }

    void add(RecalledDecision recorded, Decision now) {
        if (!counts(recorded)) return;
        decided++;
        String before = before(recorded);
        String after = after(now);
        if (before.equals(after)) same++;
        else changed(recorded, new Word(before, after, rule(now), reason(now)));
    }

    private record Word(String before, String after, String rule, String reason) {}

    private void changed(RecalledDecision recorded, Word word) {
        Group group = new Group(
                word.before(),
                word.after(),
                word.rule(),
                recorded.record().text("counted"),
                resources(recorded.record().json()));
        Found first = new Found(word.reason(), recorded.record().request(), 1);
        changes.merge(group, first, (found, _) -> new Found(found.reason(), found.example(), found.number() + 1));
    }

    private boolean counts(RecalledDecision recorded) {
        return !recorded.record().at().isBefore(since);
    }

    private static String before(RecalledDecision recorded) {
        return recorded.verdict() + (recorded.record().json().has("masks") ? " masked" : "");
    }

    private static String after(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.masks().isEmpty() ? "permit" : "permit masked";
            case Deny _ -> "deny";
            case Contain _ -> "contain";
            case Hold _ -> "hold";
        };
    }

    private static String rule(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.rule();
            case Deny deny -> deny.rule();
            case Contain contain -> contain.rule();
            case Hold hold -> hold.rule();
        };
    }

    private static String reason(Decision decision) {
        return switch (decision) {
            case Permit _ -> "";
            case Deny deny -> deny.reason();
            case Contain contain -> contain.reason();
            case Hold hold -> hold.reason();
        };
    }

    private static String resources(JsonNode record) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode operation : record.path("ops"))
            names.add(operation.path("verb").asText("") + " "
                    + operation.path("on").asText(""));
        return names.isEmpty() ? "what was not understood" : String.join(", ", names);
    }

    Replayed result(String verified) {
        List<Change> sorted = changes.entrySet().stream()
                .map(each -> change(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Change::number).reversed().thenComparing(Change::rule))
                .toList();
        List<Count> without = left.entrySet().stream()
                .map(each -> new Count("not decided", each.getKey(), each.getValue()))
                .toList();
        return new Replayed(verified, decided, same, without, sorted);
    }

    private static Change change(Group group, Found found) {
        return new Change(
                group.before(),
                group.after(),
                group.rule(),
                group.workload(),
                group.resource(),
                found.reason(),
                found.number(),
                found.example());
    }
}
