/// The configuration's records as documents: the JSON Schema (draft 2020-12) that editors complete and underline by,
/// and the tables of `docs/configuration.md`. Tests compare both with what is committed, so neither grows stale.
@NullMarked
package dev.sallyport.app.config.schema;

import org.jspecify.annotations.NullMarked;
