package dev.sallyport.http.wire;

import dev.sallyport.transport.http.Fields;
import java.util.Locale;

/// How the records of an answer can be counted.
enum Kind {
    JSON,
    /// At least one record on each line, and more where a line holds more.
    JSON_LINES,
    /// One record on each line: CSV.
    LINES,
    /// Nobody can tell how many records stand in it.
    OTHER;

    static Kind of(Fields fields) {
        String media = media(fields);
        return switch (media) {
            case "application/json", "text/json" -> JSON;
            case "application/x-ndjson", "application/jsonl", "application/jsonlines" -> JSON_LINES;
            case "text/csv" -> LINES;
            default -> media.endsWith("+json") ? JSON : OTHER;
        };
    }

    /// A document that says what went wrong (RFC 9457).
    static boolean isProblem(Fields fields) {
        return media(fields).equals("application/problem+json");
    }

    private static String media(Fields fields) {
        String type = fields.only("content-type").orElse("").toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip();
    }
}
