package dev.sallyport.authority.intent.sql;

import java.util.HashSet;
import java.util.Set;

/// The words that names are made of.
final class Vocabulary {

    private Vocabulary() {}

    /// Of all the names that the schema tells and the statement uses.
    static Set<String> of(Schema schema, Outline outline) {
        Set<String> words = new HashSet<>(ofStatement(outline));
        for (Schema.Table table : schema.tables()) {
            words.addAll(Names.parts(table.name()));
            table.columns().forEach(column -> words.addAll(Names.parts(column)));
        }
        return words;
    }

    /// Of the tables and columns that the statement uses.
    static Set<String> ofStatement(Outline outline) {
        Set<String> words = new HashSet<>();
        for (Block block : outline.blocks()) {
            block.tables.forEach(table -> words.addAll(Names.parts(table.name())));
            block.columns.stream().filter(column -> column.clause() != Clause.ON)
                    .forEach(column -> words.addAll(Names.parts(column.name())));
        }
        return words;
    }
}
