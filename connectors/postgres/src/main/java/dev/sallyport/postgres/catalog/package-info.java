/// What the gateway knows of a target's structure, so that the grammar can say what a statement means (R8, R9).
///
/// [dev.sallyport.postgres.catalog.CatalogSource] keeps the newest [dev.sallyport.postgres.catalog.LiveCatalog] of one
/// target: event loops ask it without waiting, and get nothing rather than something too old. Snapshots are immutable
/// and safe on every thread; their generation grows when the meaning of a statement could have changed, not when row
/// estimates did. All queries are on the closed list of `dev.sallyport.postgres.admin` and run in one read-only
/// snapshot of the server.
@NullMarked
package dev.sallyport.postgres.catalog;

import org.jspecify.annotations.NullMarked;
