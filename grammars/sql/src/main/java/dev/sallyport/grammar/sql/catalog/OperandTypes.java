package dev.sallyport.grammar.sql.catalog;

import dev.sallyport.grammar.sql.value.KeyType;
import java.util.Map;
import java.util.Optional;

/// Types of operands as far as they can be told for certain: built-in base types without element type or
/// domain. The oids are fixed in PostgreSQL's `pg_type.dat`.
public final class OperandTypes {

    /// May be anything.
    public static final long ANY = 0;
    /// A literal without a type of its own: the server gives it the type of the other operand (`unknown`).
    public static final long LITERAL = 705;

    private static final Map<String, Long> OTHERS = Map.of(
            "bytea", 17L,
            "json", 114L,
            "float4", 700L,
            "float8", 701L,
            "time", 1083L,
            "timestamptz", 1184L,
            "interval", 1186L,
            "jsonb", 3802L);

    private OperandTypes() {}

    /// True for one whose conversions are all listed by the server.
    public static boolean isCertain(long type) {
        return KeyType.of(type).isPresent() || OTHERS.containsValue(type);
    }

    /// @param type oid
    public static long certainly(long type) {
        return isCertain(type) ? type : ANY;
    }

    /// By its name in `pg_type`, as the parser writes it.
    public static long named(String name) {
        Optional<Long> key = KeyType.named(name).map(KeyType::oid);
        return key.orElse(OTHERS.getOrDefault(name, ANY));
    }
}
