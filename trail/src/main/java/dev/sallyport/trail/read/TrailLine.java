package dev.sallyport.trail.read;

/// One line as it was read. Reading does not verify: ask a [Verifier] whether it is true.
public sealed interface TrailLine permits TrailRecord, UnreadableLine {

    /// After the line: reading on from here continues with the next one.
    Position next();
}
