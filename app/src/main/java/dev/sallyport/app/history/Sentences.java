package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.trail.read.Revealed;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A record in the words of somebody who tells what happened. Holds untrusted text.
record Sentences(Revealer revealer) {

    /// @param aside true for what another session of the same task did
    List<StoryLine> of(TrailRecord record, boolean aside) {
        List<StoryLine> lines = new ArrayList<>();
        lines.add(line(record, verdict(record), aside ? 1 : 0, (aside ? "a sub-agent: " : "") + text(record)));
        switch (record.kind()) {
            case SESSION_OPENED -> {
                if (!aside) opened(record).forEach(text -> lines.add(line(record, "", 1, text)));
            }
            case DECIDED -> new Evidence(record).lines().forEach(text -> lines.add(line(record, "", 1, text)));
            case PERFORMED ->
                Evidence.charges(record.json(), "charged to").forEach(text -> lines.add(line(record, "", 1, text)));
            case REFUSED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    TASK_OPENED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> {}
        }
        return lines;
    }

    private static StoryLine line(TrailRecord record, String verdict, int deeper, String text) {
        return new StoryLine(record.at(), record.kind().word(), verdict, deeper, text);
    }

    private static String verdict(TrailRecord record) {
        return switch (record.kind()) {
            case DECIDED -> record.text("verdict");
            case PERFORMED -> record.text("ending");
            case REFUSED -> "refused";
            case SESSION_OPENED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    TASK_OPENED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> "";
        };
    }

    private String text(TrailRecord record) {
        return switch (record.kind()) {
            case REFUSED -> record.text("peer") + " was turned away: " + record.text("detail");
            case SESSION_OPENED ->
                record.text("subject") + " reached " + record.text("target") + " for " + purpose(record);
            case LEASE_ISSUED ->
                "credential " + record.text("lease") + " was made for it until " + record.text("expires") + ", with "
                        + (record.text("grants").isEmpty() ? "no grants" : record.text("grants"));
            case DECIDED -> asked(record);
            case PERFORMED -> Evidence.outcome(record.json());
            case ALARM -> "alarm of the " + record.text("what") + ": " + record.text("detail");
            case HOLD_ANSWERED ->
                record.text("by") + (record.json().path("approved").asBoolean() ? " released" : " refused")
                        + " request " + record.request() + " (hold " + record.text("hold") + ")";
            case LEASE_DESTROYED ->
                "credential " + record.text("lease")
                        + (record.json().path("verified").asBoolean()
                                ? " was destroyed, and the target does not know it any more"
                                : " could not be proved gone: " + record.text("detail"));
            case SESSION_CLOSED -> "session " + record.session() + " was closed: " + record.text("reason");
            case TASK_OPENED -> task(record);
            case TASK_ENDED -> "task " + record.text("grant") + " ended: " + record.text("reason");
            case CONTEXT_ADDED ->
                "task " + record.text("grant") + " was told a turn of "
                        + record.json().path("characters").asLong()
                        + " characters as " + record.text("role") + " (" + record.text("tier")
                        + (record.text("by").isEmpty() ? "" : ", signed by " + record.text("by")) + ")";
            case CONTEXT_HEARD -> heard(record);
            case ADMINISTERED -> record.text("by") + ": " + record.text("what") + " " + record.text("detail");
        };
    }

    private static String heard(TrailRecord record) {
        Map<String, Integer> voices = new LinkedHashMap<>();
        for (JsonNode turn : record.json().path("turns")) {
            String source = turn.path("source").asText("");
            voices.merge(turn.path("role").asText("") + (source.isEmpty() ? "" : " `" + source + "`"), 1, Integer::sum);
        }
        List<String> said = new ArrayList<>();
        voices.forEach((voice, times) -> said.add(times == 1 ? voice : voice + " " + times + " times"));
        return "the gateway heard " + String.join(", ", said);
    }

    private static String purpose(TrailRecord record) {
        String task = record.text("task").isEmpty() ? "" : ", to " + record.text("task");
        return "purpose `" + record.text("purpose") + "`" + task;
    }

    private List<String> opened(TrailRecord record) {
        List<String> lines = new ArrayList<>();
        lines.add("proved by auth method `" + record.text("method") + "`, from " + record.text("peer") + ", until "
                + record.text("proofEnds") + claims(record));
        List<String> actors = new ArrayList<>();
        record.json().path("actors").forEach(actor -> actors.add(actor.asText("")));
        if (!actors.isEmpty()) lines.add("it acts for " + String.join(", for ", actors));
        lines.add("purpose said by " + declarer(record.text("declaredBy")) + "; let in by " + record.text("access")
                + " as role `" + record.text("role") + "` until " + record.text("ends")
                + (record.text("mode").equals("OBSERVE") ? ", door two only observes" : ""));
        lines.add("counted as `" + record.text("counted") + "`, under configuration "
                + record.json().path("gen").path("config").asText(""));
        return lines;
    }

    private static String declarer(String word) {
        return switch (word) {
            case "RULE" -> "the access rule";
            case "CLAIM" -> "a claim of its proof";
            case "ORCHESTRATOR" -> "a signed statement of an orchestrator";
            default -> "the agent itself";
        };
    }

    private String claims(TrailRecord record) {
        return revealer.reveal(record) instanceof Revealed.Opened opened
                ? ", claims " + opened.content().path("claims")
                : "";
    }

    private static String task(TrailRecord record) {
        List<String> above = new ArrayList<>();
        record.json().path("above").forEach(each -> above.add(each.asText("")));
        return "task " + record.text("grant") + " was given to " + record.text("subject") + " for " + purpose(record)
                + (above.isEmpty() ? "" : ", as a part of task " + above.getFirst()) + ", until "
                + record.text("ends");
    }

    private String asked(TrailRecord record) {
        String prepared = record.text("phase").equals("PREPARE") ? "wanted to prepare: " : "asked to ";
        return record.request() + " " + prepared
                + Evidence.operations(record.json().path("ops")) + statement(record);
    }

    private String statement(TrailRecord record) {
        JsonNode open = revealer.reveal(record) instanceof Revealed.Opened opened ? opened.content() : record.json();
        String text = open.path("statement").asText("");
        return text.isEmpty() ? (record.json().has("sealed") ? ", in words that are sealed" : "") : ": " + text;
    }
}
