package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the server says, at the moment of minting, about the tables and sequences that a role names.
///
/// @param columns of each table that exists, in order
/// @param keys those of them that stand in a unique index
/// @param sequenceOwners the table whose column owns a sequence
record TableFacts(
        Map<QualifiedName, List<String>> columns,
        Map<QualifiedName, Set<String>> keys,
        Map<QualifiedName, QualifiedName> sequenceOwners) {

    private record ColumnRow(QualifiedName table, String name, boolean key) {}

    static TableFacts read(AdminSession session, Collection<Grant> grants) throws SQLException {
        Set<QualifiedName> tables = named(grants, Grant.OnTables.class, Grant.OnTables::tables);
        Set<QualifiedName> sequences = named(grants, Grant.OnSequences.class, Grant.OnSequences::sequences);
        List<ColumnRow> rows = tables.isEmpty()
                ? List.of()
                : session.list(AdminStatement.TABLE_COLUMNS.with(Part.names(tables)), TableFacts::columnRow);
        return new TableFacts(columns(rows), keys(rows), owners(session, sequences));
    }

    private interface Names<G> {
        List<QualifiedName> of(G grant);
    }

    private static <G extends Grant> Set<QualifiedName> named(Collection<Grant> grants, Class<G> kind, Names<G> names) {
        return grants.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .flatMap(grant -> names.of(grant).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ColumnRow columnRow(ResultSet row) throws SQLException {
        return new ColumnRow(
                new QualifiedName(row.getString(1), row.getString(2)), row.getString(3), row.getBoolean(4));
    }

    private static Map<QualifiedName, List<String>> columns(List<ColumnRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        ColumnRow::table, Collectors.mapping(ColumnRow::name, Collectors.toUnmodifiableList())));
    }

    private static Map<QualifiedName, Set<String>> keys(List<ColumnRow> rows) {
        return rows.stream()
                .filter(ColumnRow::key)
                .collect(Collectors.groupingBy(
                        ColumnRow::table, Collectors.mapping(ColumnRow::name, Collectors.toUnmodifiableSet())));
    }

    private static Map<QualifiedName, QualifiedName> owners(AdminSession session, Set<QualifiedName> sequences)
            throws SQLException {
        Map<QualifiedName, QualifiedName> owners = new HashMap<>();
        if (!sequences.isEmpty()) {
            session.list(
                            AdminStatement.SEQUENCE_OWNERS.with(Part.names(sequences)),
                            row -> Map.entry(
                                    new QualifiedName(row.getString(1), row.getString(2)),
                                    new QualifiedName(row.getString(3), row.getString(4))))
                    .forEach(owner -> owners.put(owner.getKey(), owner.getValue()));
        }
        return Map.copyOf(owners);
    }
}
