package dev.sallyport.trail.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.line.Link;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Bytes to records; anything may be in the bytes. Not thread-safe.
final class RecordParser {

    private static final int MAX_DEPTH = 64;

    private final ObjectReader reader = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Link.MAX_LINE)
                            .maxDocumentLength(Link.MAX_LINE)
                            .build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    TrailLine parse(LineScanner lines, Position at, Position next) {
        try {
            JsonNode json = reader.readTree(lines.array(), lines.from(), lines.length());
            return record(json, at, next);
        } catch (IOException _) {
            return new UnreadableLine(at, next, "not JSON");
        } catch (DateTimeException _) {
            return new UnreadableLine(at, next, "no time in `at`");
        }
    }

    private static TrailLine record(JsonNode json, Position at, Position next) {
        if (json.path("v").asInt() != 1) return new UnreadableLine(at, next, "not version 1 of the format");
        Optional<EventKind> kind = EventKind.of(json.path("kind").asText(""));
        long seq = json.path("seq").asLong();
        if (kind.isEmpty() || seq < 1) return new UnreadableLine(at, next, "no known kind or no number");
        return new TrailRecord(next, seq, Instant.parse(json.path("at").asText("")), kind.get(), json);
    }
}
