/// What the server itself says that a statement does: the second witness beside the grammar.
///
/// [dev.sallyport.postgres.plan.PlanReader] takes the relations, changes, functions and locks out of the
/// answer to `EXPLAIN (VERBOSE, FORMAT JSON)`; [dev.sallyport.postgres.plan.Comparison] says which of them
/// the grammar did not find. A plan shows less than the statement names where the planner could leave
/// something out, never more: views are expanded, partitions and heirs stand for their parents, and what
/// row security reads belongs to its table.
///
/// It is also asked how many records some keys have: [dev.sallyport.postgres.plan.Countable] says of which
/// operations, so that whoever explains a statement without a server says the same.
///
/// Pure: no connection, no clock. Depends on the grammar's words and Jackson.
@NullMarked
package dev.sallyport.postgres.plan;

import org.jspecify.annotations.NullMarked;
