/// Parse tree → what a statement does. A reading is made once per text and view, off the event loop
/// ([dev.sallyport.grammar.sql.query.Reading]); filling in parameters is cheap and happens on the loop.
///
/// The way through: `Statements` takes one top-level statement; `Selects`, `Changes`, `Copies` read what touches data;
/// `FromClause` finds relations and puts their names into a `Level`; `Expressions` walks everything else and marks, on
/// each `Occurrence` of a relation, which columns are used and how; `Keys` turns conditions into an `Extent`.
/// `Findings` collects; `Draft` is an operation that waits for its parameters.
///
/// What a key says counts only beside conditions that fail on no record: `Steadiness` asks `Sureness`, which goes by
/// the
/// types that `Kinds` finds, and `Plainness` is stricter still. What it takes of parameters is a `Demand`.
///
/// Two rules hold everywhere. Whatever node, field, name, function, operator or type is not known
/// becomes an UNKNOWN operation: lists here say what is understood, never what is forbidden. And a
/// bound (a key, LIMIT, the rows of VALUES) is claimed only where PostgreSQL's semantics guarantee it;
/// otherwise the extent is the whole relation.
@NullMarked
package dev.sallyport.grammar.sql.query;

import org.jspecify.annotations.NullMarked;
