package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// A trail of which nothing is fsynced that nobody waits for, and what a kill leaves of it.
final class TailStage {

    static final Duration NEVER = Duration.ofMinutes(10);

    private TailStage() {}

    /// Nothing is fsynced that nobody waits for.
    static TrailSettings quiet(Path root) {
        return Trails.settings(root).syncs(NEVER, Duration.ofSeconds(20));
    }

    static void written(ManualLoop loop, Pen pen, AuditEvent... events) {
        for (AuditEvent event : events)
            pen.append(event, WRITTEN, ok -> assertThat(ok).isTrue());
        loop.turn();
    }

    static AuditEvent note(int number, int length) {
        return new AuditEvent.Administered(Events.NOON, "note", "test", number + " " + "x".repeat(length));
    }

    /// What a process that dies now leaves.
    static TrailSettings killed(TrailSettings settings) throws IOException {
        Path root = Files.createTempDirectory(settings.directory().getParent(), "killed");
        Trails.copy(settings.directory(), quiet(root).directory());
        return quiet(root).keys(settings.keys()).segments(settings.segmentBytes(), Duration.ofDays(1));
    }

    static List<String> notes(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory())
                .records(Position.START, Filter.ALL.kinds(EventKind.ADMINISTERED))) {
            return records.map(TailStage::told).toList();
        }
    }

    static String told(TrailRecord record) {
        String detail = record.text("detail");
        if (!record.text("what").equals("note")) return record.text("what");
        return detail.startsWith("number") ? detail : detail.substring(0, detail.indexOf(' '));
    }

    static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "number " + i).toList();
    }
}
