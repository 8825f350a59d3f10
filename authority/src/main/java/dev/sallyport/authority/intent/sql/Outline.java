package dev.sallyport.authority.intent.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the statements of one text do and mention.
///
/// @param effects  of each statement, in order
/// @param blocks   every query and subquery, in the order of their beginnings
/// @param tokens   all pieces, comments included
/// @param tooLong  whether the text goes on behind what was read
/// @param tooDeep  whether parentheses nest deeper than what is read
/// @param cutOff   whether a quoted text or comment has no end
/// @param produced names that the statements give to results: aliases and common table expressions, in
///     small letters
record Outline(
        List<Effect> effects,
        List<Block> blocks,
        List<Token> tokens,
        boolean tooLong,
        boolean tooDeep,
        boolean cutOff,
        Set<String> produced) {

    private static final int MOST_NAMES = 100;

    Effect effect() {
        return effects.stream().max(Enum::compareTo).orElse(Effect.OTHER);
    }

    /// The tables of the database that are named, common table expressions left out, in small letters.
    Set<String> tables() {
        return blocks.stream()
                .flatMap(block -> block.tables.stream())
                .map(table -> Names.plain(table.name()))
                .filter(name -> !produced.contains(name))
                .limit(MOST_NAMES)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The queries whose rows the caller gets: the outermost ones.
    List<Block> outer() {
        int least = blocks.stream().mapToInt(block -> block.depth).min().orElse(0);
        return blocks.stream().filter(block -> block.depth == least).toList();
    }

    /// Names of columns in a clause, without those that the statement made itself.
    Set<String> columns(Clause clause, List<Block> of) {
        return of.stream()
                .flatMap(block -> block.in(clause).stream())
                .map(Block.Column::name)
                .filter(name -> !produced.contains(Names.plain(name)))
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean restricted() {
        return blocks.stream().anyMatch(Block::restricted);
    }
}
