package dev.sallyport.grammar.sql.catalog;

import java.util.HashMap;
import java.util.Map;

/// Built-in types by what PostgreSQL's own operators can do with their values without ever failing (PostgreSQL
/// documentation, chapters 8 and 9). The oids are fixed in `pg_type.dat`.
public enum Kind {
    INTEGER,
    NUMERIC,
    FLOAT,
    /// With the database's own collation.
    TEXT,
    /// Text with another one: two of them may be incomparable, which is found out only then. So is `name`.
    COLLATED,
    /// Compared with its own kind and with literals: truth, bytes, dates and times, uuid, networks, bits, money, oid,
    /// enums.
    PLAIN,
    /// `jsonb`; a `json` may hold what cannot be text.
    DOCUMENT,
    JSON,
    RANGE,
    /// Of any of the kinds above but JSON.
    ARRAY,
    /// Takes the type of the other operand, before anything runs.
    LITERAL,
    /// A parameter whose type another place of the statement settles.
    OPEN,
    OTHER;

    /// An enum, whichever it is (`anyenum`).
    public static final long ENUM = 3500;
    /// An array of such values, whichever they are (`anyarray`).
    public static final long ANY_ARRAY = 2277;

    public static final long BOOL = 16;
    public static final long INT8 = 20;
    public static final long INT4 = 23;
    public static final long STRING = 25;
    public static final long DATE = 1082;
    public static final long TIMESTAMP = 1114;
    public static final long TIMESTAMPTZ = 1184;
    public static final long INTERVAL = 1186;
    public static final long DECIMAL = 1700;
    public static final long JSONB = 3802;
    public static final long NAME = 19;
    public static final long OID = 26;
    /// No oid.
    public static final long SETTLED_ELSEWHERE = -2;
    /// No oid: text of a collation that is not the database's own.
    public static final long OTHER_COLLATION = -3;

    private static final Map<Long, Kind> BY_TYPE = byType();

    private static final Map<String, Long> NAMES = Map.ofEntries(
            Map.entry("bool", BOOL),
            Map.entry("bytea", 17L),
            Map.entry("int8", INT8),
            Map.entry("int2", 21L),
            Map.entry("int4", INT4),
            Map.entry("oid", OID),
            Map.entry("numeric", DECIMAL),
            Map.entry("float4", 700L),
            Map.entry("float8", 701L),
            Map.entry("name", NAME),
            Map.entry("text", STRING),
            Map.entry("bpchar", 1042L),
            Map.entry("varchar", 1043L),
            Map.entry("date", DATE),
            Map.entry("time", 1083L),
            Map.entry("timetz", 1266L),
            Map.entry("timestamp", TIMESTAMP),
            Map.entry("timestamptz", TIMESTAMPTZ),
            Map.entry("interval", INTERVAL),
            Map.entry("uuid", 2950L),
            Map.entry("inet", 869L),
            Map.entry("cidr", 650L),
            Map.entry("json", 114L),
            Map.entry("jsonb", JSONB));

    private static Map<Long, Kind> byType() {
        Map<Long, Kind> all = new HashMap<>();
        for (Kind kind : values()) {
            for (long type : types(kind)) all.put(type, kind);
        }
        return Map.copyOf(all);
    }

    private static long[] types(Kind kind) {
        return switch (kind) {
            case INTEGER -> new long[] {INT8, 21, INT4};
            case NUMERIC -> new long[] {DECIMAL};
            case FLOAT -> new long[] {700, 701};
            case TEXT -> new long[] {STRING, 1042, 1043};
            case COLLATED -> new long[] {NAME, OTHER_COLLATION};
            case PLAIN ->
                new long[] {
                    BOOL,
                    17,
                    OID,
                    650,
                    774,
                    790,
                    829,
                    869,
                    DATE,
                    1083,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    INTERVAL,
                    1266,
                    1560,
                    1562,
                    2950,
                    3220,
                    ENUM
                };
            case DOCUMENT -> new long[] {JSONB};
            case JSON -> new long[] {114};
            case RANGE -> new long[] {3904, 3906, 3908, 3910, 3912, 3926, 4451, 4532, 4533, 4534, 4535, 4536};
            case ARRAY ->
                new long[] {
                    651, 1000, 1001, 1002, 1003, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1028, 1040, 1041, 1115,
                    1182, 1183, 1185, 1187, 1231, 1270, 1561, 1563, ANY_ARRAY, 2951, 3807
                };
            case LITERAL -> new long[] {OperandTypes.LITERAL};
            case OPEN -> new long[] {SETTLED_ELSEWHERE};
            case OTHER -> new long[0];
        };
    }

    /// @param type oid, of the base type where it is a domain
    public static Kind of(long type) {
        return BY_TYPE.getOrDefault(type, OTHER);
    }

    /// The oid of a built-in type by its name in `pg_type`; [OperandTypes#ANY] for one that is not listed here.
    public static long named(String name) {
        return NAMES.getOrDefault(name, OperandTypes.ANY);
    }

    /// Whether values can be written as text.
    public boolean isWritable() {
        return switch (this) {
            case INTEGER, NUMERIC, FLOAT, TEXT, PLAIN, DOCUMENT, JSON, RANGE, ARRAY, LITERAL, OPEN -> true;
            case COLLATED, OTHER -> false;
        };
    }

    /// Whether any two values can be compared. A `numeric` may be too large for floating point.
    public boolean comparesWith(Kind other) {
        return switch (this) {
            case INTEGER -> other == INTEGER || other == NUMERIC || other == FLOAT || other.isOpen();
            case NUMERIC -> other == INTEGER || other == NUMERIC || other == LITERAL;
            case FLOAT -> other == INTEGER || other == FLOAT || other == LITERAL;
            case TEXT -> other == TEXT || other == COLLATED || other.isOpen();
            case COLLATED -> other == TEXT || other.isOpen();
            case PLAIN, DOCUMENT, RANGE, ARRAY -> other == this || other.isOpen();
            case LITERAL -> other == LITERAL || (other != OTHER && other != JSON);
            case OPEN -> other.isOpen() || other.comparesWith(OPEN);
            case JSON, OTHER -> false;
        };
    }

    private boolean isOpen() {
        return this == LITERAL || this == OPEN;
    }
}
