package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.target.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A relation while the rows about it come in. Used by one thread.
final class RelationDraft {

    private static final long UNKNOWN = -1;

    final long oid;
    final QualifiedName name;
    private final Relation.Kind kind;
    private final long ownEstimate;
    private final boolean hasHeirs;
    private final List<Relation.Column> columns = new ArrayList<>();
    private final Map<Long, List<String>> keys = new LinkedHashMap<>();
    private final List<RelationDraft> children = new ArrayList<>();
    boolean runsCode;

    RelationDraft(ResultSet row) throws SQLException {
        oid = row.getLong(1);
        name = new QualifiedName(row.getString(2), row.getString(3));
        kind = kind(name.schema(), row.getString(4));
        ownEstimate = row.getLong(5);
        runsCode = row.getBoolean(6);
        hasHeirs = row.getBoolean(7);
    }

    private static Relation.Kind kind(String schema, String relkind) throws SQLException {
        if (schema.equals("pg_catalog") || schema.equals("information_schema")) {
            return Relation.Kind.SYSTEM;
        }
        return switch (relkind) {
            case "r" -> Relation.Kind.TABLE;
            case "p" -> Relation.Kind.PARTITIONED;
            case "v" -> Relation.Kind.VIEW;
            case "m" -> Relation.Kind.MATERIALIZED_VIEW;
            case "f" -> Relation.Kind.FOREIGN;
            case "S" -> Relation.Kind.SEQUENCE;
            default -> throw new SQLException("the query asks for no such kind of relation: `" + relkind + "`");
        };
    }

    void addColumn(ResultSet row) throws SQLException {
        columns.add(new Relation.Column(row.getString(2), row.getInt(3), row.getLong(4), row.getLong(5)));
    }

    void addKeyColumn(long index, String column) {
        keys.computeIfAbsent(index, _ -> new ArrayList<>()).add(column);
    }

    void addChild(RelationDraft child) {
        children.add(child);
    }

    /// A table that others inherit from shows their rows too, and its unique indexes say nothing about those.
    Relation finish() {
        List<List<String>> unique = hasHeirs ? List.of() : List.copyOf(keys.values());
        return new Relation(oid, name.schema(), name.name(), kind, columns, unique, estimate(), runsCode);
    }

    /// The server seldom counts a partitioned table itself.
    private long estimate() {
        if (children.isEmpty() || (kind == Relation.Kind.PARTITIONED && ownEstimate >= 0)) {
            return ownEstimate;
        }
        long sum = kind == Relation.Kind.PARTITIONED ? 0 : ownEstimate;
        for (RelationDraft child : children) {
            long rows = child.estimate();
            sum = sum < 0 || rows < 0 ? UNKNOWN : sum + rows;
        }
        return sum;
    }
}
