package dev.sallyport.grammar.sql.query;

/// What the target is to hear in the place of a statement that asks for more than a session may have
/// (R4): the same setting, with the most that is allowed.
///
/// @param sql one statement of a closed list, with nothing of the agent's in it
/// @param warning for the agent, lower case, no full stop; empty when it loses nothing
/// @param emptiesPath from then on no schema but `pg_catalog` is searched, and what follows must be
///     understood so (R8)
public record Restated(String sql, String warning, boolean emptiesPath) {}
