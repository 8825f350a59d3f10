package dev.sallyport.authority.intent.words;

/// A word with what is needed to compare it quickly; made by [Meanings#token].
///
/// @param row in the table, -1 when it is not there
public record Token(String word, String stem, int row) {}
