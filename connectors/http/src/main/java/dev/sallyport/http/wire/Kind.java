package dev.sallyport.http.wire;

import dev.sallyport.transport.http.Fields;
import java.util.Locale;

/// How the records of an answer can be counted.
enum Kind {
    JSON,
    /// One record on each line: CSV, and JSON lines.
    LINES,
    /// Nobody can tell how many records stand in it.
    OTHER;

    static Kind of(Fields fields) {
        String type = fields.only("content-type").orElse("").toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip();
        return switch (media) {
            case "application/json", "text/json" -> JSON;
            case "application/x-ndjson", "application/jsonl", "application/jsonlines", "text/csv" -> LINES;
            default -> media.endsWith("+json") ? JSON : OTHER;
        };
    }
}
