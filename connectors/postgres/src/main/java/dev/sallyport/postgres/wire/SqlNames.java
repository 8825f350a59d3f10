package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.Meaning;

/// PREPARE and DEALLOCATE in SQL share their names with the protocol's prepared statements.
final class SqlNames {

    private SqlNames() {}

    /// What a statement that has just succeeded did to the names.
    static void follow(Meaning meaning, Names names) {
        meaning.effects().forEach(effect -> {});
    }
}
