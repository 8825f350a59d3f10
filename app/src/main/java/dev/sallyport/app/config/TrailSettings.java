package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.InState;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The audit log.
public record TrailSettings(
        @Doc("Folder of the segments. Relative to `state`.") @InState @Default("trail")
        Path directory,

        @Doc("A segment is closed when it is this large.") @Default("64MiB") @Bounds(min = "64KiB", max = "4GiB")
        ByteSize segmentSize,

        @Doc("A segment is closed when it is this old.") @Default("24h") @Bounds(min = "1m", max = "31d")
        Duration segmentAge,

        @Doc("The head of the chain is signed this often while records come.")
        @Default("1m")
        @Bounds(min = "1s", max = "24h")
        Duration signEvery,

        @Doc(
                "File outside the gateway's own storage that gets a copy of each signed head, so that a cut tail can be proved.")
        @Nullable
        Path anchor,

        @Doc("Folder of the keys that sign and seal, made at the first start. Relative to `state`.")
        @InState
        @Default("keys")
        Path keys,

        @Doc("What becomes of an action whose record cannot be written.") @Default("refuse")
        OnTrailFailure onFailure) {
    TrailSettings within(Path state) {
        return new TrailSettings(
                Kept.inState(state, directory),
                segmentSize,
                segmentAge,
                signEvery,
                anchor,
                Kept.inState(state, keys),
                onFailure);
    }
}
