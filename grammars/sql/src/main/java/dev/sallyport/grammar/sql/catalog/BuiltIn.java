package dev.sallyport.grammar.sql.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The built-in types that anything here speaks of, by their names in `pg_type`. Their numbers are
/// fixed in PostgreSQL's `pg_type.dat`. What can be done with a type is said elsewhere ([Kind],
/// [OperandTypes], [dev.sallyport.grammar.sql.value.KeyType]).
public enum BuiltIn {
    BOOL(16, 1000),
    BYTEA(17, 1001),
    CHAR(18, 1002),
    NAME(19, 1003),
    INT8(20, 1016),
    INT2(21, 1005),
    INT4(23, 1007),
    TEXT(25, 1009),
    OID(26, 1028),
    JSON(114, 199),
    CIDR(650, 651),
    FLOAT4(700, 1021),
    FLOAT8(701, 1022),
    /// Of a literal without a type of its own.
    UNKNOWN(705, 0),
    MACADDR8(774, 775),
    MONEY(790, 791),
    MACADDR(829, 1040),
    INET(869, 1041),
    BPCHAR(1042, 1014),
    VARCHAR(1043, 1015),
    DATE(1082, 1182),
    TIME(1083, 1183),
    TIMESTAMP(1114, 1115),
    TIMESTAMPTZ(1184, 1185),
    INTERVAL(1186, 1187),
    TIMETZ(1266, 1270),
    BIT(1560, 1561),
    VARBIT(1562, 1563),
    NUMERIC(1700, 1231),
    /// Stands for an array, whatever its elements are.
    ANYARRAY(2277, 0),
    UUID(2950, 2951),
    PG_LSN(3220, 3221),
    /// Stands for an enum, whichever it is.
    ANYENUM(3500, 0),
    JSONB(3802, 3807),
    INT4RANGE(3904, 3905),
    NUMRANGE(3906, 3907),
    TSRANGE(3908, 3909),
    TSTZRANGE(3910, 3911),
    DATERANGE(3912, 3913),
    INT8RANGE(3926, 3927),
    INT4MULTIRANGE(4451, 6150),
    NUMMULTIRANGE(4532, 6151),
    TSMULTIRANGE(4533, 6152),
    TSTZMULTIRANGE(4534, 6153),
    DATEMULTIRANGE(4535, 6155),
    INT8MULTIRANGE(4536, 6157);

    private static final Map<Long, BuiltIn> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BuiltIn::oid, Function.identity()));
    private static final Map<String, BuiltIn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BuiltIn::sqlName, Function.identity()));

    private final long oid;
    private final long array;

    BuiltIn(long oid, long array) {
        this.oid = oid;
        this.array = array;
    }

    public static Optional<BuiltIn> of(long oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// By the name in `pg_type`, as the parser writes it (`int4`, not `integer`).
    public static Optional<BuiltIn> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Set<Long> oids(BuiltIn... types) {
        return Arrays.stream(types).map(BuiltIn::oid).collect(Collectors.toUnmodifiableSet());
    }

    /// @param type oid
    public boolean is(long type) {
        return oid == type;
    }

    public long oid() {
        return oid;
    }

    /// The type of arrays of it; 0 where there is none.
    public long array() {
        return array;
    }

    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
