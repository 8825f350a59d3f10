package dev.sallyport.grammar.sql;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;

/// One statement of a string.
///
/// @param sql as it stands there
/// @param operations the values of keys not known yet
public record Piece(String sql, Effect effect, List<Operation> operations) {}
