package dev.sallyport.postgres.wire;

/// What an answer is recognised by when it comes.
///
/// @param text with the structure of the target that it was understood with
/// @param describes descriptions that the agent itself asked for before the rows come
record Asked(Understood text, int describes) {}
