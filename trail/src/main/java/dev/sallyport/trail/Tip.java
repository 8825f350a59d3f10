package dev.sallyport.trail;

/// The last line of the chain at some moment.
///
/// @param seq 0 before the first line
/// @param hash 64 hex digits
record Tip(long seq, String hash, int segment) {}
