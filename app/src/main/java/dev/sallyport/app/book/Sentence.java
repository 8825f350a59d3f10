package dev.sallyport.app.book;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.trail.read.TrailRecord;
import java.util.ArrayList;
import java.util.List;

/// What a record says besides when, what kind, who and verdict, in a sentence. Holds untrusted text.
final class Sentence {

    private static final long MICROS_PER_MILLI = 1000;

    private Sentence() {}

    static String of(TrailRecord record) {
        return switch (record.kind()) {
            case REFUSED ->
                record.text("peer") + " was turned away from " + named(record.text("target")) + ": "
                        + record.text("reason") + detail(record);
            case SESSION_OPENED ->
                record.text("method") + ":" + record.text("subject") + " reaches " + record.text("target") + " as "
                        + record.text("role") + " for " + record.text("purpose") + task(record) + " by "
                        + record.text("access");
            case LEASE_ISSUED ->
                "role " + record.text("lease") + " until " + record.text("expires") + " with "
                        + (record.text("grants").isEmpty() ? "no grants" : record.text("grants"));
            case DECIDED -> decided(record);
            case PERFORMED -> performed(record.json());
            case ALARM -> record.text("what") + ": " + record.text("detail");
            case HOLD_ANSWERED ->
                record.text("by") + (record.json().path("approved").asBoolean() ? " approved" : " denied") + " hold "
                        + record.text("hold");
            case LEASE_DESTROYED ->
                "role " + record.text("lease") + " is "
                        + (record.json().path("verified").asBoolean() ? "gone from the target" : "not known to be gone")
                        + detail(record);
            case SESSION_CLOSED -> record.text("reason");
            case TASK_OPENED ->
                record.text("method") + ":" + record.text("subject") + " is given task " + record.text("grant")
                        + " of tree " + record.text("tree") + " for " + record.text("purpose") + task(record);
            case TASK_ENDED ->
                "task " + record.text("grant") + " of tree " + record.text("tree") + ": " + record.text("reason");
            case CONTEXT_ADDED ->
                record.text("tier") + " turn of " + record.text("characters") + " characters for task "
                        + record.text("grant");
            case CONTEXT_HEARD ->
                count(record.json().path("turns").size(), "turn") + " heard"
                        + (record.text("conversation").isEmpty() ? " from the target" : " in a conversation");
            case ADMINISTERED -> record.text("by") + ": " + record.text("what") + detail(record);
        };
    }

    private static String decided(TrailRecord record) {
        String prepared = record.text("phase").equals("PREPARE") ? "prepares " : "";
        String reason = record.text("reason");
        return prepared + operations(record.json().path("ops")) + " by " + record.text("rule")
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String operations(JsonNode ops) {
        List<String> words = new ArrayList<>();
        for (JsonNode op : ops) {
            words.add(op.path("verb").asText("") + " " + op.path("on").asText("") + scope(op));
        }
        return words.isEmpty() ? "nothing that was understood" : String.join(" and ", words);
    }

    private static String scope(JsonNode op) {
        List<String> keys = new ArrayList<>();
        for (JsonNode key : op.path("keyed")) {
            keys.add(key.path("field").asText(""));
        }
        if (!keys.isEmpty()) {
            return " by " + String.join(", ", keys);
        }
        return op.has("atMost") ? " at most " + op.path("atMost").asLong() : "";
    }

    private static String performed(JsonNode json) {
        return count(json, "records", "record") + ", " + count(json, "keys", "key") + ", "
                + count(json, "bytes", "byte") + " in "
                + millis(json.path("micros").asLong()) + " ms";
    }

    private static String count(JsonNode json, String field, String thing) {
        return count(json.path(field).asLong(), thing);
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String millis(long micros) {
        return micros / MICROS_PER_MILLI + "." + "%03d".formatted(micros % MICROS_PER_MILLI);
    }

    private static String task(TrailRecord record) {
        return record.text("task").isEmpty() ? "" : " (" + record.text("task") + ")";
    }

    private static String detail(TrailRecord record) {
        return record.text("detail").isEmpty() ? "" : ", " + record.text("detail");
    }

    private static String named(String target) {
        return target.isEmpty() ? "no target" : target;
    }
}
