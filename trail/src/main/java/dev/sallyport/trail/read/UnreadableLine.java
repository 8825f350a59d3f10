package dev.sallyport.trail.read;

/// Bytes where a record should be.
///
/// @param at where they start
/// @param why lower case, never the bytes themselves
public record UnreadableLine(Position at, Position next, String why) implements TrailLine {}
