package dev.sallyport.authority.intent.sql;

import java.util.List;

/// What a name is, by the place it stands at: a table, an alias or a column.
final class Placing {

    private Placing() {}

    static void place(Frame frame, Token before, String qualifier, String name) {
        if (frame.clause == Clause.FROM) {
            table(frame, name);
        } else if (alias(frame, before)) {
            frame.block.aliases.add(Names.plain(name));
        } else if (frame.clause != Clause.NONE && frame.clause != Clause.LIMIT) {
            frame.block.columns.add(new Block.Column(qualifier, name, frame.clause, frame.function, frame.block.items));
            frame.settle(name);
        }
    }

    private static void table(Frame frame, String name) {
        List<Block.Table> tables = frame.block.tables;
        if (frame.table) {
            tables.add(new Block.Table(name, name));
            frame.table = false;
        } else if (tables.isEmpty()) {
            frame.block.aliases.add(Names.plain(name));
        } else {
            tables.add(new Block.Table(tables.removeLast().name(), name));
        }
    }

    private static boolean alias(Frame frame, Token before) {
        boolean implicit =
                before.symbol(")") || before.value() || (before.nameable() && !before.word(Keywords.BEFORE_NAMES));
        return frame.clause == Clause.PROJECT && frame.base && (before.word("AS") || implicit);
    }
}
