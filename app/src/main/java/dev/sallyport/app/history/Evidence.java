package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.trail.read.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why something was decided, in words. Holds untrusted text.
record Evidence(TrailRecord record) {

    private static final long MICROS_PER_MILLI = 1000;
    private static final double THOUSAND = 1000;

    /// The decision first, then what was looked at, then what it took.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(decision(record.json()));
        because(lines);
        int turns = record.json().path("context").path("turns").asInt(0);
        if (turns > 0)
            lines.add(
                    turns + (turns == 1 ? " turn of prompt context was known" : " turns of prompt context were known"));
        lines.addAll(charges(record.json(), "reserved from"));
        return lines;
    }

    /// What the reason says already is not said again.
    private void because(List<String> lines) {
        String reason = record.text("reason");
        for (JsonNode signal : record.json().path("evidence")) {
            if (reason.isEmpty() || !detail(signal).equals(reason)) lines.add("because " + signal(signal));
        }
    }

    private static String decision(JsonNode json) {
        String rule = json.path("rule").asText("");
        String reason = json.path("reason").asText("");
        return switch (json.path("verdict").asText("")) {
            case "permit" -> "permitted by " + rule + limit(json);
            case "hold" -> "held by " + rule + ", " + reason;
            case "contain" -> "contained by " + rule + ", " + reason;
            default -> "denied by " + rule + ": " + reason;
        };
    }

    private static String limit(JsonNode json) {
        String limit =
                json.has("limit") ? ", up to " + records(json.path("limit").asLong()) : "";
        List<String> masked = new ArrayList<>();
        json.path("masks")
                .forEach(mask -> masked.add(
                        mask.path("on").asText("") + "." + mask.path("field").asText("")));
        return limit + (masked.isEmpty() ? "" : ", with " + String.join(", ", masked) + " masked");
    }

    private static String signal(JsonNode signal) {
        return switch (signal.path("signal").asText("")) {
            case "baseline" -> signal.path("rule").asText("") + ": " + detail(signal);
            case "contract" -> signal.path("line").asText("") + ": " + detail(signal);
            case "volume" ->
                signal.path("limit").asText("") + " allows "
                        + signal.path("allowed").asLong() + ", "
                        + signal.path("used").asLong() + " were used, and it asks for "
                        + asked(signal.path("asked").asLong());
            case "not-understood" ->
                "this was not understood: " + signal.path("what").asText("");
            case "not-evaluated" ->
                signal.path("what").asText("") + " could not be evaluated: "
                        + signal.path("why").asText("");
            case "approved" ->
                signal.path("by").asText("") + " released it (hold "
                        + signal.path("hold").asText("") + ")";
            case "suspended" ->
                "door two only observes; it would have been stopped by "
                        + signal.path("rule").asText("") + ": "
                        + signal.path("reason").asText("");
            case "intent" -> intent(signal);
            case "unusual" -> {
                List<String> what = new ArrayList<>();
                signal.path("why").forEach(each -> what.add(each.asText("")));
                yield String.join("; ", what);
            }
            case "proposed" -> proposed(signal);
            case "operational" -> signal.path("what").asText("");
            default -> signal.toString();
        };
    }

    private static String intent(JsonNode signal) {
        List<String> why = new ArrayList<>();
        signal.path("why").forEach(each -> why.add(each.asText("")));
        String score = " (" + signal.path("rule").asText("") + ", "
                + signal.path("score").asInt() / THOUSAND + ")";
        String because = why.isEmpty() ? "" : ": " + String.join("; ", why);
        String engine = switch (signal.path("course").asText("")) {
            case "ALLOW" -> "it is like what was asked for" + score;
            case "STEP_UP" -> "it may not be what was asked for" + score + because;
            default -> "it is not what was asked for" + score + because;
        };
        return engine + judge(signal);
    }

    private static String proposed(JsonNode signal) {
        String by = signal.path("by").asText("");
        if (by.equals("nobody")) return "nobody proposed it: no model's call has these values";
        String request = signal.path("request").asText("");
        String as = "the model proposed it as `" + signal.path("tool").asText("") + "`"
                + (request.isEmpty() ? "" : " in request " + request);
        return by.equals("model") ? as : as + ", with other values";
    }

    /// Its words come from outside, and stand in quotes.
    private static String judge(JsonNode signal) {
        String said = signal.path("said").asText("");
        String words = said.isEmpty() ? "" : ", in its words: `" + said + "`";
        return switch (signal.path("judge").asText("")) {
            case "", "not-asked" -> "";
            case "consistent" -> "; the judge found it consistent" + words;
            case "inconsistent" -> "; the judge found it inconsistent" + words;
            case "unsure" -> "; the judge was unsure" + words;
            default -> "; the judge could not be asked" + (said.isEmpty() ? "" : ": " + said);
        };
    }

    private static String detail(JsonNode signal) {
        return signal.path("detail").asText("");
    }

    private static String asked(long number) {
        return number == Long.MAX_VALUE ? "any number" : Long.toString(number);
    }

    /// `read crm/customers by id (1 value) and …`
    static String operations(JsonNode ops) {
        List<String> words = new ArrayList<>();
        for (JsonNode op : ops) {
            words.add(op.path("verb").asText("").toLowerCase(Locale.ROOT) + " "
                    + op.path("on").asText("") + scope(op));
        }
        return words.isEmpty() ? "do something that was not understood" : String.join(" and ", words);
    }

    private static String scope(JsonNode op) {
        List<String> keys = new ArrayList<>();
        for (JsonNode key : op.path("keyed")) {
            long count = key.has("count")
                    ? key.path("count").asLong()
                    : key.path("through").asLong(key.path("values").size());
            keys.add(key.path("field").asText("") + " (" + count + (count == 1 ? " value)" : " values)"));
        }
        if (!keys.isEmpty()) return " by " + String.join(", ", keys);
        if (op.path("type").asText("").equals("session")) return "";
        return op.has("atMost") ? " at most " + op.path("atMost").asLong() : " without a key";
    }

    /// What was taken from the budgets, or finally charged.
    static List<String> charges(JsonNode json, String how) {
        List<String> lines = new ArrayList<>();
        for (JsonNode charge : json.path("charges")) {
            long number = charge.path("keys").size() + charge.path("records").asLong();
            lines.add(records(number) + " " + how + " " + charge.path("counter").asText(""));
        }
        return lines;
    }

    static String outcome(JsonNode json) {
        String how = switch (json.path("ending").asText("")) {
            case "SUCCEEDED" -> "it succeeded";
            case "FAILED" -> "the target refused it or failed";
            case "SKIPPED" -> "it never ran";
            case "CUT" -> "its answer was cut";
            default -> "the conversation ended first, the effect is not known";
        };
        long micros = json.path("micros").asLong();
        return json.path("request").asText("") + " " + how + ": "
                + records(json.path("records").asLong()) + ", "
                + json.path("bytes").asLong() + " bytes in " + micros / MICROS_PER_MILLI + "."
                + "%03d".formatted(micros % MICROS_PER_MILLI) + " ms";
    }

    private static String records(long number) {
        return number + (number == 1 ? " record" : " records");
    }
}
