/// libpg_query's JSON tree as the reader wants to see it: nodes with a PostgreSQL type and fields. Immutable in use.
@NullMarked
package dev.sallyport.grammar.sql.tree;

import org.jspecify.annotations.NullMarked;
