package dev.sallyport.app.wiring;

import dev.sallyport.api.action.Action;
import dev.sallyport.authority.behaviour.Habits;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.MalformedRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.recall.RecalledDecision;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// After a restart, what workloads usually do is learnt again from the trail, beside the work. Until then they are
/// strangers, of whom nothing is unusual. Runs once, on one thread.
final class Learning implements Runnable {

    private static final System.Logger LOG = System.getLogger(Learning.class.getName());
    private static final Duration WEEKS = Duration.ofDays(28);
    private static final long MOST_RECORDS = 2_000_000;
    private static final int MOST_OPEN = 10_000;

    private final Path trail;
    private final Habits habits;
    private final Instant started;
    private final Past past = new Past(new Revealer(SealingKeys.none()));
    private final LinkedHashMap<String, RecalledDecision> open = new LinkedHashMap<>();

    Learning(Path trail, Habits habits, Instant started) {
        this.trail = trail;
        this.habits = habits;
        this.started = started;
    }

    @Override
    public void run() {
        TrailReader reader = new TrailReader(trail);
        Instant since = started.minus(WEEKS);
        Filter both = Filter.ALL.kinds(EventKind.DECIDED, EventKind.PERFORMED).since(since);
        try (Stream<TrailRecord> records = reader.records(reader.before(since), both)) {
            records.limit(MOST_RECORDS)
                    .takeWhile(record -> record.at().isBefore(started)
                            && !Thread.currentThread().isInterrupted())
                    .forEach(this::see);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "what workloads usually do could not be learnt from the trail", e);
        }
    }

    private void see(TrailRecord record) {
        if (record.kind() == EventKind.PERFORMED) performed(record, open.remove(record.request()));
        else if (record.permits()) decided(record);
    }

    private void decided(TrailRecord record) {
        try {
            if (open.size() >= MOST_OPEN) open.pollFirstEntry();
            open.put(record.request(), past.decision(record));
        } catch (MalformedRecord e) {
            LOG.log(Level.DEBUG, "a record was left out", e);
        }
    }

    private void performed(TrailRecord record, @Nullable RecalledDecision decision) {
        if (decision == null || !record.text("ending").equals("SUCCEEDED")) return;
        if (decision.action().phase() == Action.Phase.PREPARE) return;
        habits.learn(
                decision.record().text("counted"),
                decision.action().operations(),
                record.json().path("records").asLong(0),
                record.at());
    }
}
