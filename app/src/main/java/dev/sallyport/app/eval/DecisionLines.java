package dev.sallyport.app.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decisions written down, one JSON object a line.
final class DecisionLines implements AutoCloseable {

    private final Writer out;
    private final ObjectMapper mapper = new ObjectMapper();
    private long count;

    private DecisionLines(Writer out) {
        this.out = out;
    }

    /// @param file written anew; null when nobody wants to read them
    static DecisionLines to(@Nullable Path file) throws IOException {
        return new DecisionLines(file == null ? Writer.nullWriter() : Files.newBufferedWriter(file));
    }

    void add(Decided decided) throws IOException {
        out.write(line(decided));
        out.write('\n');
        count++;
    }

    long count() {
        return count;
    }

    private String line(Decided decided) throws IOException {
        ObjectNode line = mapper.createObjectNode()
                .put("id", decided.recorded().id())
                .put("decision", decided.judgement().course().name().toLowerCase(Locale.ROOT))
                .put("score", rounded(decided.judgement().score(), 1e5))
                .put("ms", rounded(decided.millis(), 1e3))
                .put("rule", decided.judgement().rule());
        return mapper.writeValueAsString(
                line.put("why", String.join("; ", decided.judgement().why())));
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
