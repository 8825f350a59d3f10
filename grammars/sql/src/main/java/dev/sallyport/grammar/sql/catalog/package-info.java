/// What the grammar must know of a database's structure to say what a statement means. The connector loads it; the
/// grammar only reads. Immutable snapshots, safe on every thread.
@NullMarked
package dev.sallyport.grammar.sql.catalog;

import org.jspecify.annotations.NullMarked;
