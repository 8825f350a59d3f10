package dev.sallyport.authority.intent.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.authority.intent.words.Meanings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One labelled row of the replay set, as it was read, with or without the schema's text. The label,
/// the kind and the database serve training only.
record SqlExample(
        String id,
        String database,
        String kind,
        boolean attack,
        boolean schema,
        Map<String, Double> features,
        List<String> stops) {

    static List<SqlExample> read(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        SqlReader reader = new SqlReader(Meanings.shipped());
        try (var lines = Files.lines(file)) {
            return lines.map(line -> parse(mapper, line))
                    .flatMap(row -> Stream.of(of(reader, row, true), of(reader, row, false)))
                    .toList();
        }
    }

    private static JsonNode parse(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SqlExample of(SqlReader reader, JsonNode row, boolean schema) {
        SqlReading reading = reader.read(
                row.path("user_prompt").asText(),
                schema ? row.path("system_prompt").asText() : "",
                row.at("/action/args/sql").asText());
        Map<String, Double> features = new TreeMap<>();
        reading.features().forEach(feature -> features.put(feature.name(), feature.value()));
        return new SqlExample(
                row.path("id").asText(),
                row.path("suite").asText(),
                row.path("note").asText(),
                row.path("label").asText().equals("attack"),
                schema,
                features,
                reading.stops().stream().map(stop -> stop.rule()).toList());
    }

    boolean stopped() {
        return !stops.isEmpty();
    }
}
