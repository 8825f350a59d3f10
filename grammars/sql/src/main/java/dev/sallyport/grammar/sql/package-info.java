/// PostgreSQL statements → operations.
@NullMarked
package dev.sallyport.grammar.sql;

import org.jspecify.annotations.NullMarked;
