@NullMarked
package dev.sallyport.grammar.sql.engine;

import org.jspecify.annotations.NullMarked;
