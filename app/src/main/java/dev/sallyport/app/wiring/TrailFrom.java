package dev.sallyport.app.wiring;

import dev.sallyport.app.config.TrailEntry;
import dev.sallyport.trail.TrailSettings;
import java.time.Duration;

/// The audit log. The size of a page is the trail's own default.
public final class TrailFrom {

    private TrailFrom() {}

    /// @throws IllegalArgumentException when the keys lie inside the trail's folder
    public static TrailSettings entry(TrailEntry entry) {
        Duration keep = entry.keep();
        return TrailSettings.in(entry.directory())
                .keys(entry.keys())
                .anchors(entry.anchor())
                .segments(entry.segmentSize().bytes(), entry.segmentAge())
                .heads(entry.signAfter(), entry.signEvery())
                .syncs(entry.syncEvery(), entry.patience())
                .keep(keep == null ? TrailSettings.FOR_EVER : keep);
    }
}
