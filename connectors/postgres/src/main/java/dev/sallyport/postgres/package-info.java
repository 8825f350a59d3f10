/// The PostgreSQL connector: [dev.sallyport.postgres.PostgresConnector] makes leases and listens;
/// [dev.sallyport.postgres.PostgresTarget] is one configured target while the gateway runs.
///
/// Rooms within: `wire` speaks the protocol on both sides, `lease` makes and destroys roles, `catalog`
/// reads the target's structure, `admin` is the closed list of what the gateway itself says to a target
/// (R10), `target` holds the settings, `setup` makes the gateway's account small, `plan` compares what
/// the server says of a statement with what the grammar says. The order of dependencies is `target` ←
/// `admin` ← `lease`, `catalog`, `plan` ← `wire` ← here; `setup` stands on `lease`.
@NullMarked
package dev.sallyport.postgres;

import org.jspecify.annotations.NullMarked;
