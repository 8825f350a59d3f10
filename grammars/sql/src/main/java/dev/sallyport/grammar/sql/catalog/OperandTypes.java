package dev.sallyport.grammar.sql.catalog;

/// Types of operands as far as they can be told for certain: built-in base types without element type or
/// domain.
public final class OperandTypes {

    /// May be anything.
    public static final long ANY = 0;
    /// A literal without a type of its own: the server gives it the type of the other operand.
    public static final long LITERAL = BuiltIn.UNKNOWN.oid();

    private OperandTypes() {}

    /// True for one whose conversions are all listed by the server.
    public static boolean isCertain(long type) {
        return BuiltIn.of(type).filter(OperandTypes::isListed).isPresent();
    }

    /// All that a key may have are.
    private static boolean isListed(BuiltIn type) {
        return switch (type) {
            case BOOL, OID, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, BYTEA, UUID, JSON, JSONB -> true;
            case NAME, TEXT, VARCHAR, BPCHAR, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
            case CHAR, TIMETZ, CIDR, INET, MACADDR, MACADDR8, MONEY, BIT, VARBIT, PG_LSN -> false;
            case INT4RANGE, INT8RANGE, NUMRANGE, TSRANGE, TSTZRANGE, DATERANGE -> false;
            case INT4MULTIRANGE, INT8MULTIRANGE, NUMMULTIRANGE, TSMULTIRANGE, TSTZMULTIRANGE, DATEMULTIRANGE -> false;
            case UNKNOWN, ANYARRAY, ANYENUM -> false;
        };
    }

    /// @param type oid
    public static long certainly(long type) {
        return isCertain(type) ? type : ANY;
    }

    /// By its name in `pg_type`, as the parser writes it.
    public static long named(String name) {
        return BuiltIn.named(name)
                .map(BuiltIn::oid)
                .filter(OperandTypes::isCertain)
                .orElse(ANY);
    }
}
