package dev.sallyport.grammar.sql.catalog;

import java.util.List;
import java.util.Map;

/// Everything besides its text that a statement's meaning depends on (R8). Two statements of equal text and equal view
/// mean the same. Immutable.
///
/// @param catalog compared by identity, so hand out the same object for the same snapshot
/// @param target the configured name of the target
/// @param searchPath schemas in order; `pg_catalog` is searched first unless listed, `"$user"` stands for the role.
///     Temporary tables are never looked up: the session must keep `pg_temp` last
/// @param role the session's role
/// @param parameterTypes declared oids of $1, $2, …; 0 where the client left it open
/// @param sensitive canonical relation name → its sensitive columns
/// @param ceilings how far a session may set its time-outs
public record View(
        Catalog catalog,
        String target,
        List<String> searchPath,
        String role,
        List<Long> parameterTypes,
        Map<String, List<String>> sensitive,
        Ceilings ceilings) {

    public View {
        searchPath = List.copyOf(searchPath);
        parameterTypes = List.copyOf(parameterTypes);
        sensitive = Map.copyOf(sensitive);
    }

    /// The same surroundings of a statement whose parameters have these types.
    public View withParameterTypes(List<Long> types) {
        return new View(catalog, target, searchPath, role, types, sensitive, ceilings);
    }

    /// The same where no schema but `pg_catalog` is searched.
    public View withEmptyPath() {
        return new View(catalog, target, List.of(), role, parameterTypes, sensitive, ceilings);
    }

    /// Cheap, since it is asked per statement on the event loop; the sensitive columns belong to the target anyway.
    @Override
    public int hashCode() {
        return 31 * (31 * catalog.hashCode() + parameterTypes.hashCode()) + role.hashCode();
    }

    public boolean sensitive(Relation relation, String column) {
        return sensitive.getOrDefault(relation.canonicalName(), List.of()).contains(column);
    }
}
