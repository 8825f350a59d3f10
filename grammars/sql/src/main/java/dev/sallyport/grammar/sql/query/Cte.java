package dev.sallyport.grammar.sql.query;

import java.util.List;

/// A query named by WITH.
///
/// @param open true while its columns are not known: it refers to itself or is referred to ahead
/// @param reached every occurrence that its rows come from
record Cte(List<OutputColumn> columns, boolean open, Rows rows, List<Occurrence> reached) {}
