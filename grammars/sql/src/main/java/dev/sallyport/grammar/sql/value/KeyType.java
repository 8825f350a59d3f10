package dev.sallyport.grammar.sql.value;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The built-in types a key may have: those whose equality can be decided on canonical text. Time stamps with a time
/// zone, floating point and the like are left out: equal texts may be different values there, or the reverse.
/// The oids are fixed in PostgreSQL's `pg_type.dat`.
public enum KeyType {
    BOOL(16, 1000, Family.BOOL, "bool"),
    INT8(20, 1016, Family.INTEGER, "int8"),
    INT2(21, 1005, Family.INTEGER, "int2"),
    INT4(23, 1007, Family.INTEGER, "int4"),
    OID(26, 1028, Family.INTEGER, "oid"),
    TEXT(25, 1009, Family.TEXT, "text"),
    NAME(19, 1003, Family.TEXT, "name"),
    VARCHAR(1043, 1015, Family.TEXT, "varchar"),
    BPCHAR(1042, 1014, Family.BLANK_PADDED, "bpchar"),
    UUID(2950, 2951, Family.UUID, "uuid"),
    NUMERIC(1700, 1231, Family.NUMERIC, "numeric"),
    DATE(1082, 1182, Family.DATE, "date"),
    TIMESTAMP(1114, 1115, Family.TIMESTAMP, "timestamp");

    /// Types of one family compare equal exactly when their canonical texts do.
    public enum Family {
        BOOL,
        INTEGER,
        TEXT,
        BLANK_PADDED,
        UUID,
        NUMERIC,
        DATE,
        TIMESTAMP
    }

    private static final Map<Long, KeyType> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KeyType::oid, Function.identity()));
    private static final Map<Long, KeyType> BY_ARRAY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.array, Function.identity()));
    private static final Map<String, KeyType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.sqlName, Function.identity()));

    private final long oid;
    private final long array;
    private final Family family;
    private final String sqlName;

    KeyType(long oid, long array, Family family, String sqlName) {
        this.oid = oid;
        this.array = array;
        this.family = family;
        this.sqlName = sqlName;
    }

    public static Optional<KeyType> of(long oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// The element type of an array type.
    public static Optional<KeyType> ofArray(long oid) {
        return Optional.ofNullable(BY_ARRAY.get(oid));
    }

    /// By the name in `pg_type`, as the parser writes it (`int4`, not `integer`).
    public static Optional<KeyType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The type of arrays of it.
    public long array() {
        return array;
    }

    public long oid() {
        return oid;
    }

    public Family family() {
        return family;
    }
}
