package dev.sallyport.grammar.sql.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Built-in types by what PostgreSQL's own operators can do with their values without ever failing (PostgreSQL
/// documentation, chapters 8 and 9).
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

    /// No oid.
    public static final long SETTLED_ELSEWHERE = -2;
    /// No oid: text of a collation that is not the database's own.
    public static final long OTHER_COLLATION = -3;

    private static final Map<Long, Kind> BY_TYPE = byType();

    /// Types that are known where a statement names them, besides those that are certain.
    private static final Set<BuiltIn> ALSO_NAMED = Set.of(BuiltIn.TIMETZ, BuiltIn.INET, BuiltIn.CIDR);

    private static Map<Long, Kind> byType() {
        Map<Long, Kind> all = new HashMap<>(Map.of(OTHER_COLLATION, COLLATED, SETTLED_ELSEWHERE, OPEN));
        for (BuiltIn type : BuiltIn.values()) {
            all.put(type.oid(), kind(type));
            if (isElement(type)) all.put(type.array(), ARRAY);
        }
        return Map.copyOf(all);
    }

    private static Kind kind(BuiltIn type) {
        return switch (type) {
            case INT2, INT4, INT8 -> INTEGER;
            case NUMERIC -> NUMERIC;
            case FLOAT4, FLOAT8 -> FLOAT;
            case TEXT, BPCHAR, VARCHAR -> TEXT;
            case NAME -> COLLATED;
            case BOOL, BYTEA, OID, UUID, BIT, VARBIT, MONEY, PG_LSN, ANYENUM -> PLAIN;
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INET, CIDR, MACADDR, MACADDR8 -> PLAIN;
            case JSONB -> DOCUMENT;
            case JSON -> JSON;
            case INT4RANGE, INT8RANGE, NUMRANGE, TSRANGE, TSTZRANGE, DATERANGE -> RANGE;
            case INT4MULTIRANGE, INT8MULTIRANGE, NUMMULTIRANGE, TSMULTIRANGE, TSTZMULTIRANGE, DATEMULTIRANGE -> RANGE;
            case ANYARRAY -> ARRAY;
            case UNKNOWN -> LITERAL;
            case CHAR -> OTHER;
        };
    }

    /// Whether arrays of it are [#ARRAY].
    private static boolean isElement(BuiltIn type) {
        return switch (type) {
            case BOOL, OID, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, BYTEA, UUID, JSONB, BIT, VARBIT -> true;
            case CHAR, NAME, TEXT, VARCHAR, BPCHAR, INET, CIDR, MACADDR -> true;
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
            case JSON, MACADDR8, MONEY, PG_LSN, UNKNOWN, ANYARRAY, ANYENUM -> false;
            case INT4RANGE, INT8RANGE, NUMRANGE, TSRANGE, TSTZRANGE, DATERANGE -> false;
            case INT4MULTIRANGE, INT8MULTIRANGE, NUMMULTIRANGE, TSMULTIRANGE, TSTZMULTIRANGE, DATEMULTIRANGE -> false;
        };
    }

    /// @param type oid, of the base type where it is a domain
    public static Kind of(long type) {
        return BY_TYPE.getOrDefault(type, OTHER);
    }

    /// The oid of a built-in type by its name in `pg_type`; [OperandTypes#ANY] for one that is not known here.
    public static long named(String name) {
        return BuiltIn.named(name)
                .filter(type -> OperandTypes.isCertain(type.oid()) || ALSO_NAMED.contains(type))
                .map(BuiltIn::oid)
                .orElse(OperandTypes.ANY);
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
