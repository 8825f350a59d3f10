package dev.sallyport.mcp.target;

import java.time.Duration;

/// What one process of a child may take before the kernel ends it or gives it no more (`setrlimit(2)`, Linux). Each
/// process that it starts has as much again.
///
/// @param memory bytes that are its own to write to (`RLIMIT_DATA`: heap, threads' stacks and private mappings; what
///     is only reserved does not count)
/// @param processor time of the processor that it may use up (`RLIMIT_CPU`), in whole seconds, rounded up
/// @param files that are open at once (`RLIMIT_NOFILE`)
public record ChildLimits(long memory, Duration processor, int files) {

    public static final ChildLimits DEFAULT = new ChildLimits(2L << 30, Duration.ofHours(1), 1024);

    public ChildLimits {
        if (memory < 1 << 20 || processor.isNegative() || processor.isZero() || files < 8)
            throw new IllegalArgumentException("limits: no program can live with so little");
    }
}
