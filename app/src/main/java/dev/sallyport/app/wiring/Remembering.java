package dev.sallyport.app.wiring;

import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.gateway.context.Contexts;
import dev.sallyport.gateway.context.Remembered;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.MalformedRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// After a restart, what was said and heard around task trees and workloads is read from the sealed trail again, before
/// anybody is let in: a decision then knows what it would have known without the restart (R24). Bounded by the silence
/// after which a conversation is over, and by a number of records. Runs once, on one thread.
final class Remembering {

    private static final System.Logger LOG = System.getLogger(Remembering.class.getName());

    /// What is not over yet was last heard within one silence, in a session that was opened at most another one before.
    private static final Duration FAR = Remembered.SILENCE.multipliedBy(2);

    private static final long MOST_RECORDS = 200_000;

    private final Contexts contexts;
    private final Past past;
    private final Map<String, String> owners = new HashMap<>();

    private Remembering(Contexts contexts, SealingKeys keys) {
        this.contexts = contexts;
        this.past = new Past(new Revealer(keys));
    }

    /// What cannot be read is not remembered; the log says so.
    static void from(Path trail, Path keys, Contexts contexts, Instant now) {
        TrailReader reader = new TrailReader(trail);
        Instant since = now.minus(FAR);
        Filter both = Filter.ALL
                .kinds(EventKind.SESSION_OPENED, EventKind.CONTEXT_HEARD)
                .since(since);
        try (Stream<TrailRecord> records = reader.records(reader.before(since), both)) {
            Remembering remembering = new Remembering(contexts, SealingKeys.in(keys));
            records.limit(MOST_RECORDS).forEach(remembering::see);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "what was heard before could not be read from the trail", e);
        }
    }

    private void see(TrailRecord record) {
        if (record.kind() == EventKind.SESSION_OPENED) owners.put(record.session(), owner(record));
        else if (owners.containsKey(record.session())) heard(record, owners.get(record.session()));
    }

    /// As [Contexts#owner] names it.
    private static String owner(TrailRecord opened) {
        String tree = opened.text("tree");
        return tree.isEmpty() ? opened.text("method") + "/" + opened.text("subject") : tree;
    }

    private void heard(TrailRecord record, String owner) {
        try {
            Optional<List<Turn>> turns = past.turns(record);
            String conversation = record.text("conversation");
            int from = record.json().path("from").asInt(0);
            turns.ifPresent(all -> contexts.heard(
                    owner, before -> before.after(record.at(), record.session(), conversation, from, all)));
        } catch (MalformedRecord e) {
            LOG.log(Level.DEBUG, "a record was left out", e);
        }
    }
}
