package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminSession.Scan;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the server says, just before minting, about what a role names.
///
/// @param columns of each table that exists, in order
/// @param keys those of them that stand in a unique index
/// @param sequenceOwners the table whose column owns a sequence
/// @param closedSchemas those that not everybody may use
/// @param connects whether everybody may connect to the database
record ServerFacts(
        Map<QualifiedName, List<String>> columns,
        Map<QualifiedName, Set<String>> keys,
        Map<QualifiedName, QualifiedName> sequenceOwners,
        Set<String> closedSchemas,
        boolean connects) {

    /// In one round trip, and nothing that no grant needs.
    static ServerFacts read(AdminSession session, List<Grant> grants) throws SQLException {
        Names names = new Names();
        grants.forEach(names::add);
        Reader reader = new Reader();
        List<Scan> scans = new ArrayList<>();
        if (!names.tables.isEmpty())
            scans.add(new Scan(AdminStatement.TABLE_COLUMNS.with(Part.names(names.tables)), reader::column));
        if (!names.sequences.isEmpty())
            scans.add(new Scan(AdminStatement.SEQUENCE_OWNERS.with(Part.names(names.sequences)), reader::owner));
        if (!names.schemas.isEmpty())
            scans.add(new Scan(
                    AdminStatement.CLOSED_SCHEMAS.with(Part.literals(names.schemas)),
                    row -> reader.closedSchemas.add(row.getString(1))));
        scans.add(new Scan(AdminStatement.PUBLIC_CONNECTS.with(), row -> reader.connects = row.getBoolean(1)));
        session.scan(scans);
        return new ServerFacts(reader.columns, reader.keys, reader.owners, reader.closedSchemas, reader.connects);
    }

    private static final class Names {
        final Set<QualifiedName> tables = new LinkedHashSet<>();
        final Set<QualifiedName> sequences = new LinkedHashSet<>();
        final Set<String> schemas = new LinkedHashSet<>();

        void add(Grant grant) {
            List<QualifiedName> names = switch (grant) {
                case Grant.OnTables g -> {
                    tables.addAll(g.tables());
                    yield g.tables();
                }
                case Grant.OnSequences g -> {
                    sequences.addAll(g.sequences());
                    yield g.sequences();
                }
                case Grant.OnFunctions g ->
                    g.functions().stream().map(Grant.Function::name).toList();
            };
            names.forEach(name -> schemas.add(name.schema()));
        }
    }

    private static final class Reader {
        final Map<QualifiedName, List<String>> columns = new HashMap<>();
        final Map<QualifiedName, Set<String>> keys = new HashMap<>();
        final Map<QualifiedName, QualifiedName> owners = new HashMap<>();
        final Set<String> closedSchemas = new HashSet<>();
        boolean connects;

        void column(ResultSet row) throws SQLException {
            QualifiedName table = new QualifiedName(row.getString(1), row.getString(2));
            columns.computeIfAbsent(table, _ -> new ArrayList<>()).add(row.getString(3));
            if (row.getBoolean(4)) {
                keys.computeIfAbsent(table, _ -> new HashSet<>()).add(row.getString(3));
            }
        }

        void owner(ResultSet row) throws SQLException {
            owners.put(
                    new QualifiedName(row.getString(1), row.getString(2)),
                    new QualifiedName(row.getString(3), row.getString(4)));
        }
    }
}
