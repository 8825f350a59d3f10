package dev.sallyport.grammar.sql.query;

/// What a statement does with a column, in rising order of what a sensitive one gives away (R7).
enum Use {
    /// It stands in the answer as it is: the server's row description names it, so it can be masked and counted.
    OUTPUT,
    /// It goes into an expression that stands in the answer.
    DERIVED,
    /// It decides which rows stand in the answer, or in which order.
    STEERING;

    /// The use of what stands inside an expression.
    Use inside() {
        return this == OUTPUT ? DERIVED : this;
    }

    Use atLeast(Use other) {
        return compareTo(other) < 0 ? other : this;
    }
}
