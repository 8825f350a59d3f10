package dev.sallyport.grammar.sql.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTypeTest {

    @ParameterizedTest
    @EnumSource
    void theTypeOfAKeyIsCertainWhereItIsAnOperand(KeyType type) {
        assertThat(OperandTypes.isCertain(type.oid())).isTrue();
    }
}
