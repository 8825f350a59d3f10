package dev.sallyport.grammar.sql.value;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The built-in types a key may have: those whose equality can be decided on canonical text. Time stamps with a time
/// zone, floating point and the like are left out: equal texts may be different values there, or the reverse.
public enum KeyType {
    BOOL(BuiltIn.BOOL, Family.BOOL),
    INT8(BuiltIn.INT8, Family.INTEGER),
    INT2(BuiltIn.INT2, Family.INTEGER),
    INT4(BuiltIn.INT4, Family.INTEGER),
    OID(BuiltIn.OID, Family.INTEGER),
    TEXT(BuiltIn.TEXT, Family.TEXT),
    NAME(BuiltIn.NAME, Family.TEXT),
    VARCHAR(BuiltIn.VARCHAR, Family.TEXT),
    BPCHAR(BuiltIn.BPCHAR, Family.BLANK_PADDED),
    UUID(BuiltIn.UUID, Family.UUID),
    NUMERIC(BuiltIn.NUMERIC, Family.NUMERIC),
    DATE(BuiltIn.DATE, Family.DATE),
    TIMESTAMP(BuiltIn.TIMESTAMP, Family.TIMESTAMP);

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
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KeyType::array, Function.identity()));
    private static final Map<String, KeyType> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(key -> key.type.sqlName(), Function.identity()));

    private final BuiltIn type;
    private final Family family;

    KeyType(BuiltIn type, Family family) {
        this.type = type;
        this.family = family;
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
        return type.array();
    }

    public long oid() {
        return type.oid();
    }

    public Family family() {
        return family;
    }
}
