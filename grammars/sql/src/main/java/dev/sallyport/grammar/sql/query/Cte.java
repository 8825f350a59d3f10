package dev.sallyport.grammar.sql.query;

import java.util.List;

/// A query named by WITH.
///
/// @param open true while its columns are not known: it refers to itself or is referred to ahead
/// @param plain it compares and does nothing else: see [Plainness]
/// @param rows how many it has
/// @param made how many rows it makes at most
/// @param reached every occurrence that its rows come from
record Cte(List<OutputColumn> columns, boolean open, boolean plain, Rows rows, Extent made, List<Occurrence> reached) {}
