/// Reads SQL against the question it is meant to answer: does this statement do what was asked?
///
/// A statement of any dialect is cut into pieces (`Lexer`) and read as an outline (`OutlineReader`):
/// effects, queries within queries, tables, columns by clause, values with their column, aggregates. A
/// request is read as words and turns of English (`QuestionReader`), the schema, where one is told, as
/// names (`SchemaReader`). The signals compare them both ways and give features; the stops decide
/// alone; `SqlJudge` weighs the features with a forest. The room trusts nothing of what it reads: it
/// knows no grammar, bounds what it looks at, and never throws. What the server would make of a
/// statement is not its business, that is the contract's; this is evidence about intent.
///
/// Everything that is public is immutable and safe on every thread; what is mutable (`Block`, `Frame`,
/// `Likeness`, `Links`) belongs to one reading. docs/intent-sql.md says what each signal is worth, and
/// how the forest was grown.
@NullMarked
package dev.sallyport.authority.intent.sql;

import org.jspecify.annotations.NullMarked;
