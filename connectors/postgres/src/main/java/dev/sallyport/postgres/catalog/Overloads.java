package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Functions or operators whose names somebody else took as well, and what the server converts without being
/// asked: enough to say which of them a use can reach (R9; PostgreSQL documentation, 10.2 and 10.3).
/// Immutable.
///
/// @param byName all of a name that did not come with the server alone, in every schema
/// @param casts implicit ones
record Overloads(Map<QualifiedName, List<Overload>> byName, Set<Cast> casts) {

    private static final String BUILT_IN = "pg_catalog";

    Overloads {
        byName = Map.copyOf(byName);
        casts = Set.copyOf(casts);
    }

    /// @param types oids of the arguments; of an operator left and right, 0 for a side that it does not have
    /// @param harmless came with the server, and has no side effects as far as that can be seen
    /// @param loose takes arguments of more types than it names, or of another number
    record Overload(List<Long> types, boolean harmless, boolean loose) {
        Overload {
            types = List.copyOf(types);
        }
    }

    record Cast(long from, long to) {}

    /// True when a harmless built-in takes exactly these: it wins at once, and of equal ones that of the
    /// schema that is searched first. So `pg_catalog` must be that.
    boolean exact(String name, List<Long> arguments) {
        return arguments.stream().allMatch(OperandTypes::isCertain)
                && of(BUILT_IN, name).stream()
                        .anyMatch(overload -> overload.harmless()
                                && !overload.loose()
                                && overload.types().equals(arguments));
    }

    /// True when none of those schemas has one that such arguments could be converted to.
    boolean outOfReach(String name, List<Long> arguments, List<String> schemas) {
        return schemas.stream().noneMatch(schema -> reaches(schema, name, arguments));
    }

    private List<Overload> of(String schema, String name) {
        return byName.getOrDefault(new QualifiedName(schema, name), List.of());
    }

    private boolean reaches(String schema, String name, List<Long> arguments) {
        return of(schema, name).stream().anyMatch(overload -> overload.loose() || takes(overload, arguments));
    }

    private boolean takes(Overload overload, List<Long> arguments) {
        if (overload.types().size() != arguments.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!converts(arguments.get(i), overload.types().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean converts(long from, long to) {
        return !OperandTypes.isCertain(from) || from == to || casts.contains(new Cast(from, to));
    }
}
