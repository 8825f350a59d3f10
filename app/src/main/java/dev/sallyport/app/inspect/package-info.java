/// What the command line finds out without a gateway and without a target: `check`, `explain`,
/// `schema`, where a gateway keeps its things, and what `target setup` would run at a target (and does,
/// when told to).
///
/// `explain` runs the real parts: PostgreSQL's grammar, the authority's two doors, Cedar. What it cannot have is the
/// target's structure. [dev.sallyport.app.inspect.AssumedCatalog] stands in for it: relations and columns that the
/// configuration mentions (`ConfiguredRelations`: roles, sensitive columns, lines of purposes), and those that the
/// statement itself names (`Mentioned`, overheard from the parse tree by `OverhearingEngine`), since a statement that
/// names what is not there would fail at the target anyway. Assumed besides: a column named `id`, and every column that
/// a line is `keyedBy`, is unique; columns are of type `text`; types and operators are built in; no relation runs code.
/// The notes of the answer say so, and that all counters are empty.
@NullMarked
package dev.sallyport.app.inspect;

import org.jspecify.annotations.NullMarked;
