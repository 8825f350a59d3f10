package dev.sallyport.app.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Revealed;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.seal.SealingKeys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens what a record holds sealed (R21): of a request its statement, of a session its claims.
final class Unsealing {

    private final TrailReader trail;
    private final Revealer revealer;

    Unsealing(Path folder, SealingKeys keys) {
        this.trail = new TrailReader(folder);
        this.revealer = new Revealer(keys);
    }

    /// A request that waited for a human was decided twice, each time with the same statement: the first
    /// is shown.
    ///
    /// @param id of a request or a session
    /// @return empty when there is no such record
    Optional<String> of(String id) throws CommandFailure {
        Optional<TrailRecord> record = find(id);
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(revealed(record.get()).toString());
    }

    private Optional<TrailRecord> find(String id) {
        Filter both = Filter.ALL.kinds(EventKind.DECIDED, EventKind.SESSION_OPENED, EventKind.TASK_OPENED);
        try (Stream<TrailRecord> records = trail.records(Position.START, both)) {
            return records.filter(record -> isCalled(record, id)).findFirst();
        }
    }

    private static boolean isCalled(TrailRecord record, String id) {
        return id.equals(record.sealedFor());
    }

    private JsonNode revealed(TrailRecord record) throws CommandFailure {
        return switch (revealer.reveal(record)) {
            case Revealed.Opened opened -> opened.content();
            case Revealed.Clear.NOTHING_SEALED -> clear(record);
            case Revealed.Locked locked ->
                throw new CommandFailure(
                        ExitCode.FORBIDDEN,
                        "the record is sealed with a key that is not here, put its `seal*.key` into the folder of the"
                                + " keys: `" + locked.keyId() + "`");
            case Revealed.Spoiled.DOES_NOT_OPEN ->
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "what is sealed does not open, so the record was altered, run `sallyport trail verify`: `"
                                + record.sealedFor() + "`");
        };
    }

    /// What a sealed record would have sealed stands open in this one.
    private static JsonNode clear(TrailRecord record) {
        ObjectNode open = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"statement", "args"}) {
            JsonNode value = record.json().path(field);
            if (!value.isMissingNode()) {
                open.set(field, value);
            }
        }
        return open;
    }
}
