@NullMarked
package dev.sallyport.grammar.sql;

import org.jspecify.annotations.NullMarked;
