package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.InState;
import dev.sallyport.app.config.shape.OneOrMany;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log.
public record TrailEntry(
        @Doc("Folder of the segments. Relative to `state`.") @InState @Default("trail")
        Path directory,

        @Doc("Folder of the keys that sign and seal, made at the first start. Relative to `state`.")
        @InState
        @Default("keys")
        Path keys,

        @Doc("A segment is closed when it is this large.") @Default("64MiB") @Bounds(min = "64KiB", max = "4GiB")
        ByteSize segmentSize,

        @Doc("A segment is closed when it is this old.") @Default("24h") @Bounds(min = "1m", max = "31d")
        Duration segmentAge,

        @Doc("The head of the chain is signed this often while records come.")
        @Default("10s")
        @Bounds(min = "1s", max = "24h")
        Duration signEvery,

        @Doc("The head is also signed after so many records.") @Default("10000") @Bounds(min = "1", max = "10000000")
        int signAfter,

        @Doc("Records that nobody waits for reach the disk after this time: the most that a power loss can take.")
        @Default("200ms")
        @Bounds(min = "1ms", max = "10s")
        Duration syncEvery,

        @Doc("How long an action waits for its record to reach the disk before it is refused.")
        @Default("30s")
        @Bounds(min = "1s", max = "5m")
        Duration patience,

        @Doc("Segments that are wholly older are removed; without it, never.") @Nullable
        Duration keep,

        @Doc(
                "Files outside the folder that get every signed head too, best where the gateway can append and not change: they prove a cut tail.")
        @Default("[]")
        @OneOrMany
        List<Path> anchor,

        @Doc(
                "Reads, questions to models that keep no answer, and the end of a session wait too until their record is on the disk; changes always do.")
        @Default("false")
        boolean syncReads,

        @Doc("What becomes of an action whose record cannot be written.") @Default("refuse")
        OnTrailFailure onFailure) {
    public TrailEntry {
        anchor = List.copyOf(anchor);
    }

    TrailEntry within(Path state) {
        return new TrailEntry(
                Kept.inState(state, directory),
                Kept.inState(state, keys),
                segmentSize,
                segmentAge,
                signEvery,
                signAfter,
                syncEvery,
                patience,
                keep,
                anchor,
                syncReads,
                onFailure);
    }
}
