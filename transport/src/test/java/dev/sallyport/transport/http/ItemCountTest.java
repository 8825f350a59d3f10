package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|0|0",
                "null|1|1",
                "[]|0|0",
                "[1, 2,3]|3|3",
                "[[1,2],[3]]|2|2",
                "[\"a,b\",\"]\"]|2|2",
                "[{\"a\":[{},{},{}]}]|3|1",
                "{}|1|1",
                "{\"id\":1}|1|1",
                "{\"data\":{\"customers\":[{},{\"x\":[{}]},{}]}}|3|1",
                "{\"a\":\"[{},{}]\",\"b\":\"\\\\\",\"c\":[{},{}]}|2|1",
                "{\"names\":[\"id\",\"ssn\"],\"rows\":[[1,2],[3,4],[5,6]]}|3|1",
                "{\"items\":[{\"line\":[[1,2],[3,4],[5,6]]},{}]}|2|1",
                "{\"a\":[[1],[2]],\"b\":[[1],[2],[3]]}|3|1",
                "{\"a\":[1,2,3]}|3|1",
                "{\"data\":{\"emails\":[\"a\",\"b\"]}}|2|1",
                "{\"id\":[1,2,3],\"email\":[\"a\",\"b\",\"c\"]}|3|1",
                "[{\"id\":1,\"tags\":[\"a\",\"b\"]}]|1|1",
                "{\"data\":[{},{}],\"meta\":{\"page\":{}}}|2|1",
                "{\"data\":{},\"meta\":{},\"links\":{}}|1|1",
                "{\"a\":[{},{}],\"b\":[{},{},{}]}|5|1",
                "[{\"data\":{\"items\":[{},{},{}]}},{\"data\":{\"a\":[{}],\"b\":[{}]}}]|5|2",
                "[{\"lines\":[{},{}]},{\"lines\":[]},{\"lines\":[{}]},{}]|4|4",
                "[{\"lines\":[{},{},{}]},{\"lines\":[{\"x\":[{}]},{}]}]|5|2",
                "[[{},{},{}]]|3|1",
                "{\"a\":[1,{},{}],\"b\":[{},{}]}|4|1",
                "{\"items\":[{},{},{}|3|1",
                "[{\"items\":[{},{\"x\":[{},{},{}|3|1",
                "{\"id\":1,\"tags\":[\"a\",\"b\",\"c\"]}{\"id\":2}|3|2",
                "{\"id\":1}{\"id\":2},{\"id\":3}|3|3",
                "[{},{}] [{}]|3|3",
                "[1,2][3]|2|3",
                "[] []|0|0",
                ")]}' [{},{}]|2|2",
                "\uFEFF[\"a\",\"b\",\"c\"]|3|3",
                "\uFEFF{\"a\":[{},{}]}|2|1"
            })
    void allListsCountWhereMoreWasAskedFor(String json, long many, long keyed) {
        assertThat(count(json, false, json.length())).isEqualTo(many);
        assertThat(count(json, true, json.length())).isEqualTo(keyed);
        assertThat(count(json, false, 1)).as("byte by byte").isEqualTo(many);
    }

    private static long count(String json, boolean one, int step) {
        ItemCount count = counted(json, step);
        return one ? count.keyed() : count.records();
    }

    private static ItemCount counted(String json, int step) {
        return counted(json, step, Lists.ALL);
    }

    private static ItemCount counted(String json, int step, Lists lists) {
        ItemCount count = new ItemCount(lists);
        long before = 0;
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            count.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(step, bytes.length - at)));
            assertThat(count.records()).isGreaterThanOrEqualTo(before);
            before = count.records();
        }
        return count;
    }

    /// What stands inside of a record is a part of it, but for a list that is longer than parts are.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|1",
                "[]|0",
                "[1, 2,3]|3",
                "[[1,2],[3]]|2",
                "[{\"a\":[{},{},{}]}]|3",
                "[{\"a\":[{},{},{}],\"id\":1}]|1",
                "[{\"id\":1,\"a\":[{},{},{}]},{\"id\":2,\"a\":[{},{}],\"b\":[{}]}]|2",
                "[{\"a\":[{},{},{}]},{\"a\":[{},{}],\"b\":[{}]}]|5",
                "[{\"data\":{\"a\":[{},{},{}]}}]|3",
                "{\"data\":{\"customers\":[{},{\"x\":[{}]},{}]}}|3",
                "{\"items\":[{},{}],\"links\":[{},{},{}]}|3",
                "{\"items\":[{\"line\":[[1,2],[3,4],[5,6]]},{}]}|2",
                "{\"id\":[1,2,3],\"email\":[\"a\",\"b\",\"c\"]}|3",
                "[[{},{},{}]]|3",
                "{\"a\":[[{},{},{}]]}{}|3",
                "{\"items\":[{},{},{}]}{\"items\":[{}]}|4",
                "{\"id\":1,\"items\":[{},{},{}]}{\"id\":2,\"items\":[{}]}|3",
                "[{\"lines\":[70]}]|70",
                "[{\"id\":1,\"lines\":[64]},{\"id\":2,\"lines\":[64]}]|2",
                "[{\"id\":1,\"lines\":[65]},{\"id\":2,\"lines\":[66]},{}]|131",
                "{\"orders\":[{\"id\":1,\"lines\":[65],\"notes\":[70]},{\"id\":2,\"lines\":[66]}]}|136",
            })
    void theLongestListCounts(String pattern, long many) {
        String json = filled(pattern);
        assertThat(counted(json, json.length(), Lists.LONGEST).records()).isEqualTo(many);
        assertThat(counted(json, 1, Lists.LONGEST).records()).isEqualTo(many);
    }

    /// A number alone in a list of lines stands for as many objects.
    private static String filled(String pattern) {
        return java.util.regex.Pattern.compile("\\[(\\d\\d+)]")
                .matcher(pattern)
                .replaceAll(found -> "[" + objects(Integer.parseInt(found.group(1)), ",", "") + "]");
    }

    /// Each field of the answer for itself, in a batch as alone.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":{\"a\":[{},{}],\"b\":[{},{},{}]}}|3|1",
                "{\"data\":{\"a\":{\"nodes\":[{\"id\":1,\"x\":[{},{},{}]},{}]}}}|2|1",
                "{\"data\":{\"a\":{\"edges\":[{\"node\":{\"id\":1,\"x\":{\"nodes\":[{},{},{}]}}},{\"node\":{\"id\":2}}]}}}|2|1",
                "[{\"data\":{\"items\":[{},{},{}]}}]|3|1",
                "[{\"data\":{\"items\":[{},{},{}]}},{\"data\":{\"a\":[{}],\"b\":[{}]}}]|3|2",
                "[{\"data\":{\"items\":[70]}},{\"data\":{\"items\":[80]}}]|80|2",
                "[{\"data\":{\"a\":{\"id\":1}}},{\"data\":{\"a\":{\"id\":2}}}]|1|2",
                "{\"data\":{\"a\":[{\"b\":[65]},{\"b\":[65]}]}}|130|1",
                "{\"errors\":[{\"message\":\"no\"}],\"data\":null}|1|1",
            })
    void eachFieldCountsForItself(String pattern, long many, long keyed) {
        String json = filled(pattern);
        assertThat(counted(json, 5, Lists.OF_EACH_FIELD).records()).isEqualTo(many);
        assertThat(counted(json, 5, Lists.OF_EACH_FIELD).keyed()).isEqualTo(keyed);
    }

    private static String objects(int number, String between, String begin) {
        return IntStream.range(0, number)
                .mapToObj(i -> begin.formatted(i) + "{\"id\":" + i + "}")
                .collect(Collectors.joining(between));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", ",", " "})
    void eachDocumentIsARecord(String between) {
        assertThat(count(objects(1000, between, ""), false, 7)).isEqualTo(1000);
        assertThat(counted(objects(1000, between, ""), 100).ofRecords()).isEqualTo(1000);
    }

    /// Where each document is a record, a list in it is one of its parts, unless it is of objects.
    @Test
    void aRecordOfItsOwnCountsLikeAnElement() {
        assertThat(counted("{\"tags\":[1,2,3]}\n[4,5,6]", 3).ofRecords()).isEqualTo(2);
        assertThat(counted("{\"items\":[{},{},{}]}\n[{},{}]", 3).ofRecords()).isEqualTo(5);
        assertThat(counted("1\n\"a b\"\n\nnull", 3).ofRecords()).isEqualTo(3);
    }

    @Test
    void aMapOfManyObjectsIsAList() {
        String map = "{" + objects(1000, ",", "\"%d\":") + "}";
        assertThat(count(map, false, 64)).isEqualTo(1000);
        assertThat(count(map, true, 64)).isEqualTo(1);
        assertThat(count("{\"x\":" + map + ",\"total\":1000}", false, 64)).isEqualTo(1000);
        assertThat(count("[{\"x\":" + map + "}]", false, 64)).isEqualTo(1000);
        assertThat(count("{\"data\":{\"v\":{\"x\":" + map + "}}}", false, 64)).isEqualTo(1000);
        assertThat(count("{" + objects(9, ",", "\"%d\":") + "}", false, 64)).isEqualTo(9);
        assertThat(count("{" + objects(8, ",", "\"%d\":") + "}", false, 64)).isEqualTo(1);
    }

    /// As in pages of HAL.
    @Test
    void partsOfARecordAndLinksAreNoMap() {
        String links = "{" + objects(8, ",", "\"%d\":") + "}";
        assertThat(count("{\"_links\":" + links + ",\"items\":[{},{}]}", false, 64))
                .isEqualTo(2);
        assertThat(count("[{\"_links\":" + links + "},{\"_links\":" + links + "}]", false, 64))
                .isEqualTo(2);
    }

    /// Deeper than anybody nests, each object counts.
    @Test
    void nothingHidesInTheDeep() {
        String deep = "[".repeat(100) + objects(50, ",", "") + "]".repeat(100);
        assertThat(count(deep, false, 64)).isGreaterThanOrEqualTo(50);
        assertThat(count("{\"a\":".repeat(63) + "[" + objects(50, ",", "") + "]" + "}".repeat(63), false, 64))
                .isEqualTo(50);
    }

    @Test
    void hostileBytesGiveSomeNumber() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(400); j > 0; j--) text.append("{}[],:\"\\ a1".charAt(random.nextInt(11)));
            for (Lists lists : Lists.values())
                assertThat(counted(text.toString(), 1 + random.nextInt(9), lists)
                                .records())
                        .isNotNegative();
        }
        assertThat(count("[".repeat(100_000), false, 1000)).isNotNegative();
    }
}
