package dev.sallyport.grammar.sql;

import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.Relation.Kind;
import dev.sallyport.grammar.sql.catalog.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The small CRM that the tests talk about: customers, their tickets, payroll in another schema, and
/// one of each kind of relation. Functions: the curated built-ins; `leak` and `refund` are somebody's
/// own.
final class Crm implements Catalog {

    static final long INT4 = 23;
    static final long INT8 = 20;
    static final long TEXT = 25;
    static final long VARCHAR = 1043;
    static final long BOOL = 16;
    static final long UUID = 2950;
    static final long NUMERIC = 1700;
    static final long DATE = 1082;
    static final long TIMESTAMPTZ = 1184;
    static final long JSONB = 3802;
    static final long MOOD = 20_000;

    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "array_agg",
            "avg",
            "bool_and",
            "bool_or",
            "count",
            "every",
            "json_agg",
            "json_object_agg",
            "jsonb_agg",
            "max",
            "min",
            "mode",
            "percentile_cont",
            "string_agg",
            "sum",
            "xmlagg");
    private static final Set<String> OPERATORS = Set.of(
            "=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "||", "~~", "!~~", "~~*", "!~~*", "~", "!~",
            "~*", "->", "->>", "@>", "<@", "&&", "?");
    private static final Set<String> TYPES = Set.of(
            "int2",
            "int4",
            "int8",
            "text",
            "varchar",
            "bpchar",
            "bool",
            "uuid",
            "numeric",
            "float8",
            "date",
            "timestamp",
            "timestamptz",
            "interval",
            "json",
            "jsonb",
            "oid",
            "regclass",
            "name",
            "xml",
            "bit");

    private final Map<String, Relation> relations = new HashMap<>();
    private final Set<String> harmless = HarmlessFunctions.names();
    private long nextOid = 16_384;
    private long generation = 7;
    private long edition = 7;

    Crm() {
        table(
                "public",
                "customers",
                List.of(List.of("id"), List.of("email"), List.of("ref")),
                10_000,
                "id",
                INT8,
                "email",
                VARCHAR,
                "name",
                TEXT,
                "ssn",
                TEXT,
                "card_number",
                TEXT,
                "country",
                TEXT,
                "active",
                BOOL,
                "created_at",
                TIMESTAMPTZ,
                "ref",
                UUID,
                "mood",
                MOOD,
                "data",
                JSONB,
                "born",
                DATE);
        table(
                "public",
                "tickets",
                List.of(List.of("id"), List.of("customer_id", "seq")),
                50_000,
                "id",
                INT4,
                "customer_id",
                INT8,
                "seq",
                INT4,
                "status",
                TEXT,
                "note",
                TEXT);
        table("hr", "payroll", List.of(List.of("id")), 300, "id", INT4, "employee", TEXT, "salary", NUMERIC);
        table("public", "dotted.name", List.of(List.of("id")), 5, "id", INT4, "Value", TEXT);
        relation("public", "orders", Kind.TABLE, List.of(List.of("id")), 7, true, "id", INT4, "total", NUMERIC);
        relation("public", "events", Kind.PARTITIONED, List.of(), -1, false, "id", INT8, "body", TEXT);
        relation("public", "customer_names", Kind.VIEW, List.of(), -1, false, "id", INT8, "name", TEXT);
        relation("public", "stats", Kind.MATERIALIZED_VIEW, List.of(), 9, false, "day", DATE, "n", INT8);
        relation("public", "remote", Kind.FOREIGN, List.of(), -1, false, "id", INT8, "v", TEXT);
        relation("public", "tickets_id_seq", Kind.SEQUENCE, List.of(), 1, false, "last_value", INT8);
        relation("pg_catalog", "pg_class", Kind.SYSTEM, List.of(), 400, false, "oid", 26L, "relname", 19L);
        relation(
                "pg_catalog",
                "pg_stats",
                Kind.SYSTEM,
                List.of(),
                -1,
                false,
                "tablename",
                19L,
                "most_common_vals",
                TEXT);
        relation("pg_catalog", "pg_authid", Kind.SYSTEM, List.of(), 9, false, "rolname", 19L, "rolpassword", TEXT);
        relation(
                "information_schema",
                "columns",
                Kind.SYSTEM,
                List.of(),
                -1,
                false,
                "table_name",
                19L,
                "column_name",
                19L);
    }

    static final Ceilings CEILINGS = new Ceilings(Map.of(
            "statement_timeout", Duration.ofSeconds(60),
            "idle_in_transaction_session_timeout", Duration.ofSeconds(30),
            "lock_timeout", Duration.ofSeconds(10),
            "transaction_timeout", Duration.ofHours(1)));

    static View view() {
        return view(List.of("public"));
    }

    static View view(List<String> searchPath) {
        return view(searchPath, 7);
    }

    static View view(List<String> searchPath, long generation) {
        return view(searchPath, generation, generation);
    }

    static View view(List<String> searchPath, long generation, long edition) {
        Crm crm = new Crm();
        crm.generation = generation;
        crm.edition = edition;
        return new View(
                crm,
                "crm",
                searchPath,
                "agent",
                List.of(),
                Map.of("customers", List.of("ssn", "card_number")),
                CEILINGS);
    }

    /// Of the relation with that canonical name; none when there is none.
    static List<String> columns(String canonicalName) {
        return new Crm()
                .relations.values().stream()
                        .filter(relation -> relation.canonicalName().equals(canonicalName))
                        .flatMap(relation -> relation.columns().stream())
                        .map(Relation.Column::name)
                        .toList();
    }

    private void table(String schema, String name, List<List<String>> keys, long estimate, Object... columns) {
        relation(schema, name, Kind.TABLE, keys, estimate, false, columns);
    }

    private void relation(
            String schema,
            String name,
            Kind kind,
            List<List<String>> keys,
            long rows,
            boolean code,
            Object... columns) {
        List<Relation.Column> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(new Relation.Column((String) columns[i], i / 2 + 1, (Long) columns[i + 1]));
        }
        relations.put(schema + "." + name, new Relation(nextOid++, schema, name, kind, all, keys, rows, code));
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public long edition() {
        return edition;
    }

    @Override
    public Optional<Relation> relation(String schema, String name) {
        return Optional.ofNullable(relations.get(schema + "." + name));
    }

    @Override
    public boolean harmlessFunction(String schema, String name) {
        return (schema.isEmpty() || schema.equals("pg_catalog")) && harmless.contains(name);
    }

    @Override
    public boolean builtInFunction(String schema, String name) {
        return schema.isEmpty() || schema.equals("pg_catalog");
    }

    @Override
    public boolean aggregate(String name) {
        return AGGREGATES.contains(name);
    }

    @Override
    public boolean harmlessOperator(String schema, String name) {
        return (schema.isEmpty() || schema.equals("pg_catalog")) && OPERATORS.contains(name);
    }

    @Override
    public boolean builtInType(String schema, String name) {
        return (schema.isEmpty() || schema.equals("pg_catalog")) && TYPES.contains(name);
    }
}
