/// Reads SQL against the question it is meant to answer.
@NullMarked
package dev.sallyport.authority.intent.sql;

import org.jspecify.annotations.NullMarked;
