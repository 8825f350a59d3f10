/// PostgreSQL statements → operations of `dev.sallyport.api.action`.
///
/// [dev.sallyport.grammar.sql.SqlGrammar] is the door: `known` on the event loop, `learn` off it. Text
/// becomes syntax in `engine` (PostgreSQL's own grammar), syntax becomes a
/// [dev.sallyport.grammar.sql.Meaning] in `query`, against the session's `catalog.View`. Syntax is
/// cached by text, meaning by text and view (R8). What cannot be understood is a meaning too: one
/// UNKNOWN operation that says why.
///
/// The caller must show the grammar exactly the characters the server will see: UTF-8 decoded strictly, with
/// `client_encoding` UTF8 and `standard_conforming_strings` on (R4), and `pg_temp` last in the search path (R8).
@NullMarked
package dev.sallyport.grammar.sql;

import org.jspecify.annotations.NullMarked;
