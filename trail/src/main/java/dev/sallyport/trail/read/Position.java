package dev.sallyport.trail.read;

/// Between two lines of a trail. Opaque enough: get one from a [TrailLine], or start at [#START].
///
/// @param segment number of the segment
/// @param offset in bytes within it
public record Position(int segment, long offset) {

    public static final Position START = new Position(0, 0);
}
