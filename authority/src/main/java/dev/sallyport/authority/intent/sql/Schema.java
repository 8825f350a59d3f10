package dev.sallyport.authority.intent.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tables of a database as a text told of them; empty when nothing was told.
record Schema(List<Table> tables, Set<String> names) {

    /// A table and its columns, which may be untold.
    record Table(String name, List<String> columns) {}

    static Schema of(List<Table> tables) {
        Set<String> names = new HashSet<>();
        for (Table table : tables) {
            names.add(Names.plain(table.name()));
            table.columns().forEach(column -> names.add(Names.plain(column)));
        }
        return new Schema(List.copyOf(tables), Set.copyOf(names));
    }

    boolean columnsKnown() {
        return tables.stream().anyMatch(table -> !table.columns().isEmpty());
    }
}
