package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminSession.Scan;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.target.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One look at a database, in three round trips and one snapshot, without a lock on anything of a user's. Use it once,
/// on one thread.
final class CatalogLoader {

    private final Map<Long, RelationDraft> drafts = new HashMap<>();
    private final Map<Long, List<RelationDraft>> reachedFrom = new HashMap<>();
    private final Map<Long, String> views = new HashMap<>();
    private final Map<Long, Set<Long>> reaches = new HashMap<>();
    private final Map<Long, Set<Long>> shownBy = new HashMap<>();
    private final Map<QualifiedName, CatalogContent.Functions> functions = new HashMap<>();
    private final Map<QualifiedName, Boolean> operators = new HashMap<>();
    private final Set<String> types = new HashSet<>();
    private final Map<QualifiedName, List<Overloads.Overload>> functionOverloads = new HashMap<>();
    private final Map<QualifiedName, List<Overloads.Overload>> operatorOverloads = new HashMap<>();
    private final Set<Overloads.Cast> casts = new HashSet<>();

    private CatalogLoader() {}

    /// @param content without the texts of views
    /// @param views versions of their texts, by oid
    /// @param reaches the oids of what a relation is made of, by its own oid
    record Look(CatalogContent content, Map<Long, String> views, Map<Long, Set<Long>> reaches) {}

    static Look load(AdminSession session) throws SQLException {
        CatalogLoader loader = new CatalogLoader();
        session.run(AdminStatement.CATALOG_SNAPSHOT.with());
        session.scan(loader.scans());
        loader.spreadRunningCode();
        return new Look(loader.content(), loader.views, loader.reaches);
    }

    private CatalogContent content() {
        return new CatalogContent(
                relations(),
                Map.of(),
                shownBy,
                functions,
                operators,
                types,
                new Overloads(functionOverloads, casts),
                new Overloads(operatorOverloads, casts));
    }

    private List<Scan> scans() {
        return List.of(
                new Scan(AdminStatement.CATALOG_RELATIONS.with(), this::relation),
                new Scan(AdminStatement.CATALOG_COLUMNS.with(), this::column),
                new Scan(AdminStatement.CATALOG_UNIQUE_KEYS.with(), this::uniqueKey),
                new Scan(AdminStatement.CATALOG_REACHES.with(), this::reach),
                new Scan(AdminStatement.CATALOG_FUNCTIONS.with(), this::function),
                new Scan(AdminStatement.CATALOG_OPERATORS.with(), this::operator),
                new Scan(AdminStatement.CATALOG_TYPES.with(), row -> types.add(row.getString(1))),
                new Scan(AdminStatement.CATALOG_FUNCTION_OVERLOADS.with(), row -> overload(row, functionOverloads)),
                new Scan(AdminStatement.CATALOG_OPERATOR_OVERLOADS.with(), row -> overload(row, operatorOverloads)),
                new Scan(
                        AdminStatement.CATALOG_CASTS.with(),
                        row -> casts.add(new Overloads.Cast(row.getLong(1), row.getLong(2)))),
                new Scan(AdminStatement.CATALOG_VIEWS.with(), row -> views.put(row.getLong(1), row.getString(2))));
    }

    private void relation(ResultSet row) throws SQLException {
        RelationDraft draft = new RelationDraft(row);
        drafts.put(draft.oid, draft);
    }

    private void column(ResultSet row) throws SQLException {
        RelationDraft draft = drafts.get(row.getLong(1));
        if (draft != null) {
            draft.addColumn(row);
        }
    }

    private void uniqueKey(ResultSet row) throws SQLException {
        RelationDraft draft = drafts.get(row.getLong(1));
        if (draft != null) {
            draft.addKeyColumn(row.getLong(2), row.getString(3));
        }
    }

    private void reach(ResultSet row) throws SQLException {
        RelationDraft from = drafts.get(row.getLong(1));
        RelationDraft to = drafts.get(row.getLong(2));
        if (from != null && to != null) {
            reachedFrom.computeIfAbsent(to.oid, _ -> new ArrayList<>()).add(from);
            reaches.computeIfAbsent(from.oid, _ -> new HashSet<>()).add(to.oid);
            if (row.getBoolean(3)) {
                from.addChild(to);
            }
            if (row.getBoolean(4)) {
                shownBy.computeIfAbsent(to.oid, _ -> new HashSet<>()).add(from.oid);
            }
        }
    }

    private void function(ResultSet row) throws SQLException {
        List<Long> oids =
                Arrays.stream(row.getString(5).split(",")).map(Long::valueOf).toList();
        functions.put(name(row), new CatalogContent.Functions(row.getBoolean(3), row.getBoolean(4), oids));
    }

    private void operator(ResultSet row) throws SQLException {
        operators.put(name(row), row.getBoolean(3));
    }

    private static void overload(ResultSet row, Map<QualifiedName, List<Overloads.Overload>> into) throws SQLException {
        String types = row.getString(3);
        List<Long> oids = types.isEmpty()
                ? List.of()
                : Arrays.stream(types.split(",")).map(Long::valueOf).toList();
        into.computeIfAbsent(name(row), _ -> new ArrayList<>())
                .add(new Overloads.Overload(oids, row.getBoolean(4), row.getBoolean(5)));
    }

    private static QualifiedName name(ResultSet row) throws SQLException {
        return new QualifiedName(row.getString(1), row.getString(2));
    }

    /// Whoever touches a relation that runs code runs it too.
    private void spreadRunningCode() {
        Deque<RelationDraft> running = new ArrayDeque<>(
                drafts.values().stream().filter(d -> d.runsCode).toList());
        while (!running.isEmpty()) {
            for (RelationDraft from : reachedFrom.getOrDefault(running.pop().oid, List.of())) {
                if (!from.runsCode) {
                    from.runsCode = true;
                    running.push(from);
                }
            }
        }
    }

    private Map<QualifiedName, Relation> relations() {
        Map<QualifiedName, Relation> relations = new HashMap<>();
        drafts.values().forEach(draft -> relations.put(draft.name, draft.finish()));
        return relations;
    }
}
