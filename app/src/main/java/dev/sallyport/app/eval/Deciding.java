package dev.sallyport.app.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Judgement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Decides recorded proposals and writes the decisions down.
final class Deciding {

    private static final double NANOS_PER_MILLI = 1e6;

    private final IntentEngine engine;
    private final LongSupplier nanos;
    private final ObjectMapper mapper = new ObjectMapper();

    /// @param nanos a clock for durations
    Deciding(IntentEngine engine, LongSupplier nanos) {
        this.engine = engine;
        this.nanos = nanos;
    }

    static Decided decide(Recorded recorded, IntentEngine engine, LongSupplier nanos) {
        long start = nanos.getAsLong();
        Judgement judgement = engine.judge(recorded.proposal());
        return new Decided(recorded, judgement, (nanos.getAsLong() - start) / NANOS_PER_MILLI);
    }

    long decide(Path inputs, Path decisions, Progress progress) throws CommandFailure, IOException {
        RecordedReader reader = new RecordedReader();
        long[] count = {0};
        try (BufferedWriter out = Files.newBufferedWriter(decisions)) {
            for (Path file : RecordedReader.files(inputs)) {
                progress.step("deciding " + file.getFileName());
                reader.read(file, recorded -> {
                    out.write(line(decide(recorded, engine, nanos)));
                    out.newLine();
                    count[0]++;
                });
            }
        }
        return count[0];
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
}
