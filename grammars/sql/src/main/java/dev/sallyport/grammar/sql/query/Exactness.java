package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.List;

/// Whether a parameter is compared as what it is counted as. One that is declared as `float8` equals all the large
/// integers around it, `bpchar` drops blanks, `name` cuts: then its value names no records. What nobody declared has
/// the
/// type that the first place gives it where it stands. For one thread.
final class Exactness {

    private final Reader reader;
    private final List<Exact> open = new ArrayList<>();

    Exactness(Reader reader) {
        this.reader = reader;
    }

    /// @param column of the key
    boolean of(ValueList values, KeyType column) {
        return values.values().stream().allMatch(value -> switch (value) {
            case Value.Parameter one -> isExact(one.number(), column, false);
            case Value.ParameterArray array -> isExact(array.number(), column, true);
            case Value.Literal _, Value.Null _ -> true;
        });
    }

    private boolean isExact(int number, KeyType column, boolean array) {
        Parameters parameters = reader.parameters();
        long declared = parameters.declared(number);
        if (declared != 0) return isExact(array ? element(declared) : declared, column);
        if (!parameters.isAlone(number) && !parameters.isCastAlike(number)) open.add(new Exact(number, column, array));
        return true;
    }

    private static long element(long declared) {
        return KeyType.ofArray(declared).map(KeyType::oid).orElse(declared);
    }

    /// What it takes of parameters that several places give a type. Asked when all of the statement is read.
    List<Exact> demands() {
        return open.stream()
                .filter(exact -> !reader.parameters()
                        .partners(exact.parameter())
                        .filter(types -> types.stream().allMatch(type -> isExact(type, exact.column())))
                        .isPresent())
                .toList();
    }

    /// Text is read by the cast around it, or compared as text.
    private static boolean isExact(long type, KeyType column) {
        if (BuiltIn.TEXT.is(type) || BuiltIn.VARCHAR.is(type)) return true;
        return switch (column.family()) {
            case INTEGER ->
                isInteger(type) || BuiltIn.NUMERIC.is(type) || (column == KeyType.OID && BuiltIn.OID.is(type));
            case NUMERIC -> isInteger(type) || BuiltIn.NUMERIC.is(type);
            case TEXT -> type == Kind.OTHER_COLLATION;
            case TIMESTAMP -> BuiltIn.TIMESTAMP.is(type) || BuiltIn.DATE.is(type);
            case BLANK_PADDED, UUID, BOOL, DATE -> type == column.oid();
        };
    }

    private static boolean isInteger(long type) {
        return Kind.of(type) == Kind.INTEGER;
    }
}
