package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;

/// The most that all workloads together get of one resource.
public record CeilingEntry(
        @Doc("Distinct keys and records of one resource in any 60 minutes.") @Default("none")
        Limit perHour) {}
