package dev.sallyport.grammar.sql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayTextTest {

    @Test
    void literalsAreReadAsTheServerReadsThem() {
        assertThat(ArrayText.elements("{}")).contains(List.of());
        assertThat(ArrayText.elements("{ 1 , 2 }")).contains(List.of("1", "2"));
        assertThat(ArrayText.elements("{NULL,null,a}")).contains(List.of("a"));
        assertThat(ArrayText.elements("{\"NULL\",\"a,b\",\"c\\\"d\",\"\"}"))
                .contains(List.of("NULL", "a,b", "c\"d", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "1,2",
                "{1",
                "{1,}",
                "{,1}",
                "{{1}}",
                "[1:2]={1,2}",
                "{\"a}",
                "{a b}",
                "{\"a\\\"}",
                "{1}}"
            })
    void anythingElseIsNotGuessed(String literal) {
        assertThat(ArrayText.elements(literal)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hostileBytesNeverThrow(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = bytes[1] = bytes[2] = 0;
                bytes[3] = 1;
            }
            KeyType type = KeyType.values()[random.nextInt(KeyType.values().length)];
            BoundValue value = new BoundValue(random.nextBoolean() ? type.oid() : 0, random.nextBoolean(), bytes);
            assertThatCode(() -> ParameterText.of(value, type, type)).doesNotThrowAnyException();
            assertThatCode(() -> ParameterText.ofArray(value, type)).doesNotThrowAnyException();
        }
    }
}
