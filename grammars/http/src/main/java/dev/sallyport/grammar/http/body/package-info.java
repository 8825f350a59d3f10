/// What a request carries, by its media type, read in one way only: JSON, lines of JSON, forms,
/// multipart forms, text. Everything else is opaque: its digest stands for it.
///
/// A body that looks like JSON under a type that says otherwise is read as JSON too, for there are
/// servers that do not look at the type.
///
/// Immutable, safe on every thread; nothing here blocks.
@NullMarked
package dev.sallyport.grammar.http.body;

import org.jspecify.annotations.NullMarked;
