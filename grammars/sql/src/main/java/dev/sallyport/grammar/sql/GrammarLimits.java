package dev.sallyport.grammar.sql;

import java.time.Duration;

/// Bounds of understanding. What exceeds one is UNKNOWN, with a note that says which.
///
/// @param statementCharacters the longest string that is read
/// @param nesting levels of the parse tree's JSON; each level of an expression costs two or three
/// @param patience how long one string may take, waiting included
/// @param readers threads that read, each with a stack of `stackMegabytes`
/// @param waiting strings that may wait for a reader
/// @param stackMegabytes bounds how deep the grammar can recurse
/// @param syntaxCharacters of parse trees that are kept; a tree is about fifty times as long as its text
/// @param meaningCharacters of statement texts whose meaning is kept, each counted with 1000 for its meaning
public record GrammarLimits(
        int statementCharacters,
        int nesting,
        Duration patience,
        int readers,
        int waiting,
        int stackMegabytes,
        long syntaxCharacters,
        long meaningCharacters) {

    public static final GrammarLimits DEFAULT =
            new GrammarLimits(256 * 1024, 1000, Duration.ofSeconds(10), 2, 256, 64, 16_000_000, 16_000_000);

    public GrammarLimits {
        if (statementCharacters < 1 || nesting < 1 || readers < 1 || waiting < 1 || stackMegabytes < 1) {
            throw new IllegalArgumentException("limits of the grammar must be positive");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("the grammar needs some patience");
        }
    }
}
