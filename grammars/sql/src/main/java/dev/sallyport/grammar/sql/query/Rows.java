package dev.sallyport.grammar.sql.query;

/// How many rows a query has, whatever the target holds.
enum Rows {
    /// One at most.
    ONE,
    /// One at most for each record of one of its relations, beside few of the others.
    EACH,
    /// Nobody knows: a join or a function may multiply them.
    ANY
}
