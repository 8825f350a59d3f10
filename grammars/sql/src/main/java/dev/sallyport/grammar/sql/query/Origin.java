package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.catalog.Relation;

/// The column of an occurrence that a value comes from.
record Origin(Occurrence occurrence, String column) {

    /// The type whose operators its values have.
    long base() {
        return occurrence.relation().column(column).map(Relation.Column::base).orElse(OperandTypes.ANY);
    }
}
