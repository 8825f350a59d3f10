/// The trail as `sallyport trail` shows it.
///
/// [dev.sallyport.app.book.FileTrailBook] answers the commands; it reads with [dev.sallyport.trail.read] and adds what
/// a person needs: one sentence for each kind of record (`Sentence`), the line as it stands in the file (`RawLines`),
/// signed heads from files (`SavedHeads`), what a record holds sealed (`Unsealing`). Needs no running gateway, takes
/// no lock, and trusts what it reads as little as the reader does: a line that is no record is shown as unreadable.
@NullMarked
package dev.sallyport.app.book;

import org.jspecify.annotations.NullMarked;
