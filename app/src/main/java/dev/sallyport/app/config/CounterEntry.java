package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;

/// The tables that limits are counted in. A full one denies.
public record CounterEntry(
        @Doc("Limits that are counted at once.") @Default("100000") @Bounds(min = "100", max = "10000000")
        int counters,

        @Doc("Distinct keys that are remembered, over all counters.")
        @Default("1000000")
        @Bounds(min = "1000", max = "100000000")
        int keys) {}
