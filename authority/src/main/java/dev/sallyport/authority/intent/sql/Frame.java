package dev.sallyport.authority.intent.sql;

/// What holds between an opening and a closing parenthesis. Mutable, of one `StatementReader`.
final class Frame {

    final Block block;
    /// Whether the parenthesis holds a whole query.
    final boolean base;
    /// The aggregate around, or empty.
    final String function;
    Clause clause;
    /// The column that a coming value belongs to, or empty.
    String column = "";
    /// The comparison that waits for its value, or empty.
    String operator = "";
    /// Whether the next name is a table.
    boolean table;
    /// Whether several values may follow one comparison.
    boolean list;

    Frame(Block block, boolean base, String function, Clause clause) {
        this.block = block;
        this.base = base;
        this.function = function;
        this.clause = clause;
    }

    boolean enter(Clause next) {
        clause = next;
        forget();
        block.clauses.add(next);
        return true;
    }

    void forget() {
        column = "";
        operator = "";
    }

    /// After an operand a comparison is complete, except within lists and after BETWEEN.
    void settle() {
        if (!list && !operator.endsWith("BETWEEN")) {
            operator = "";
        }
    }

    void settle(String name) {
        if (operator.isEmpty()) {
            column = name;
        } else {
            settle();
        }
    }

    void compare(String comparison) {
        operator = comparison;
        if (clause.condition()) {
            block.operators.add(comparison);
            block.conditions++;
        }
    }

    boolean direction(boolean descending) {
        if (clause == Clause.ORDER) {
            block.descending |= descending;
        }
        return clause == Clause.ORDER || clause == Clause.WINDOW;
    }
}
