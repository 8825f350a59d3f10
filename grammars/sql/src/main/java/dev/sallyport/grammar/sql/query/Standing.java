package dev.sallyport.grammar.sql.query;

/// Where a SELECT stands.
enum Standing {
    /// Its rows are the rows of the answer.
    ANSWER,
    /// Its rows become records.
    COPIED,
    /// It is a value of each row of the answer, computed for those rows alone.
    VALUE,
    /// In another expression.
    EXPRESSION,
    /// In FROM, in WITH, in a set operation: its rows are joined with others, and asked again.
    SOURCE;

    /// LIMIT bounds what is read, and the rows count.
    boolean outermost() {
        return this == ANSWER || this == COPIED;
    }

    /// Who reads the expression folds what it finds there.
    boolean isExpression() {
        return this == VALUE || this == EXPRESSION;
    }

    /// What it computes may be computed of rows that do not come into the answer.
    boolean early() {
        return this == EXPRESSION || this == SOURCE;
    }
}
