/// JSON (RFC 8259) as one strict and bounded tree that knows where in the bytes everything stands.
///
/// [dev.sallyport.grammar.http.json.JsonReader] refuses what two parsers could understand in two ways:
/// a member twice, also with other upper and lower case (some parsers ignore case); a byte order mark;
/// bytes that are no UTF-8; lone surrogates, also as escapes; anything after the value. Numbers stay
/// the text that they were. [dev.sallyport.grammar.http.json.Leaves] names every leaf of a tree by its
/// path: `items[0].id`.
///
/// Immutable, safe on every thread; nothing here blocks.
@NullMarked
package dev.sallyport.grammar.http.json;

import org.jspecify.annotations.NullMarked;
