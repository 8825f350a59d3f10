package dev.sallyport.grammar.sql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void elementsAreCountedWithThoseThatAreNothing() {
        assertThat(ArrayText.count("{}")).contains(0L);
        assertThat(ArrayText.count("{NULL, \"a,b\", NULL}")).contains(3L);
        assertThat(ArrayText.count(BoundValue.ofText("{1,NULL}"))).contains(2L);
        assertThat(ArrayText.count(BoundValue.ofNull())).contains(0L);
    }

    /// In binary format the head says it, for arrays of arrays too.
    @ParameterizedTest
    @CsvSource({
        "'0,0,23', 0",
        "'1,1,23,3,1', 3",
        "'1,0,999999,3,1', 3",
        "'2,0,23,4,1,5,1', 20",
        "'2,0,23,0,1,5,1', 0",
        "'1,0,23,100000,1', 100000"
    })
    void theHeadOfAnArrayTellsHowMany(String head, long count) {
        assertThat(ArrayText.count(headed(head))).contains(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,0",
                "-1,0,23",
                "1,0,23",
                "1,0,23,3",
                "1,0,23,-3,1",
                "1,0,23,100001,1",
                "7,0,23",
                "2,0,23,400,1,400,1"
            })
    void aHeadThatIsNoneTellsNothing(String head) {
        assertThat(ArrayText.count(headed(head))).isEmpty();
    }

    private static BoundValue headed(String head) {
        ByteBuffer bytes = ByteBuffer.allocate(60);
        for (String number : head.split(",", -1)) bytes.putInt(Integer.parseInt(number));
        return new BoundValue(1007, true, Arrays.copyOf(bytes.array(), bytes.position()));
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
        assertThat(ArrayText.count(literal)).isEmpty();
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
            assertThatCode(() -> ArrayText.count(value)).doesNotThrowAnyException();
        }
    }
}
