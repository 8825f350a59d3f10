@NullMarked
package dev.sallyport.grammar.sql.value;

import org.jspecify.annotations.NullMarked;
