package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.value.KeyType;

/// Array types → types of their elements.
final class ElementTypes {

    private ElementTypes() {}

    static long of(long array) {
        return KeyType.ofArray(array).map(KeyType::oid).orElse(OperandTypes.ANY);
    }
}
