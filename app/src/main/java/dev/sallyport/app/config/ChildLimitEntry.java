package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.time.Duration;

/// What each process of a program that the gateway runs may take; Linux ends it, or gives it no more (`setrlimit`).
public record ChildLimitEntry(
        @Doc("Memory that is its own to write to (`RLIMIT_DATA`).")
        @Default("2GiB")
        @Bounds(min = "16MiB", max = "1024GiB")
        ByteSize memory,

        @Doc("Time of the processor that it may use up (`RLIMIT_CPU`).") @Default("1h") @Bounds(min = "1s", max = "30d")
        Duration processor,

        @Doc("Files and connections that it may have open at once (`RLIMIT_NOFILE`).")
        @Default("1024")
        @Bounds(min = "16", max = "1048576")
        int files) {}
