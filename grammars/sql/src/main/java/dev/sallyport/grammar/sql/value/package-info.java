/// Values of keys: from literals and bound parameters (text and binary format) to one canonical text per value, so that
/// distinct keys can be counted.
///
/// What cannot be read with certainty is not guessed: the answer is empty and the caller fails closed. Formats:
/// PostgreSQL 18, chapter 54.7 (Bind) and the `*send` functions of each type. Safe on every thread.
@NullMarked
package dev.sallyport.grammar.sql.value;

import org.jspecify.annotations.NullMarked;
