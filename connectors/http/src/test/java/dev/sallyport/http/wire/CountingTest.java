package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Lists;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingTest {

    private static long count(Kind kind, String text, int step) {
        Counting counting = new Counting(kind, false, false, Lists.LONGEST);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        counting.feed(Unpooled.EMPTY_BUFFER);
        for (int at = 0; at < bytes.length; at += step)
            counting.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(step, bytes.length - at)));
        return counting.records();
    }

    /// The head of a CSV file counts too: nobody can tell it from a record.
    @Test
    void eachLineThatSaysSomethingIsARecord() {
        for (int step : new int[] {1, 2, 100}) {
            assertThat(count(Kind.LINES, "", step)).isZero();
            assertThat(count(Kind.LINES, "\r\n \n\n", step)).isZero();
            assertThat(count(Kind.LINES, "a b\r\n\r\n c\nd", step)).isEqualTo(3);
            assertThat(count(Kind.LINES, "{}\n{}\n", step)).isEqualTo(2);
            assertThat(count(Kind.LINES, "id,name\r1,a\r\n2,b\r\r3,c", step)).isEqualTo(4);
            assertThat(count(Kind.JSON_LINES, "{}\n{}\n", step)).isEqualTo(2);
        }
    }

    /// What a line holds counts, too, where it is more than one.
    @Test
    void aLineOfJsonMayHoldMore() {
        assertThat(count(Kind.JSON_LINES, "{}{}{}", 2)).isEqualTo(3);
        assertThat(count(Kind.JSON_LINES, "{\"items\":[{},{},{}]}\n{\"tags\":[1,2,3]}", 2))
                .isEqualTo(3);
        assertThat(count(Kind.JSON_LINES, "[{},{},{}]\n[{},{}]", 2)).isEqualTo(5);
    }

    /// A single object says why, and used nothing up; a list is one, whatever the status says.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "409|application/json|[{},{},{}]|3",
                "301|application/json|[{},{},{}]|3",
                "500|application/json|{\"items\":[{},{},{}]}|3",
                "404|application/json|{\"message\":\"no\"}|0",
                "404|application/json|[{\"message\":\"no\"}]|0",
                "422|application/problem+json|{\"errors\":[{},{},{}]}|0",
                "422|application/problem+json; charset=utf-8|[{},{},{}]|3",
                "200|application/problem+json|{\"errors\":[{},{},{}]}|3",
                "299|application/json|{}|1",
                "304|application/json|``|0",
                "500|text/html|oops|0",
            })
    void anErrorCountsWhereItIsAList(int status, String type, String body, long records) {
        ResponseHead head = new ResponseHead(status, Fields.of("content-type", type), -1);
        Counting counting = Counting.of(head, new Undertaking(false, 0, Lists.LONGEST));
        counting.feed(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        assertThat(counting.records()).isEqualTo(records);
    }

    @Test
    void theRestIsOneOrNothing() {
        assertThat(count(Kind.OTHER, "", 1)).isZero();
        assertThat(count(Kind.OTHER, "a\nb", 1)).isEqualTo(1);
        assertThat(count(Kind.JSON, "[1,2]", 1)).isEqualTo(2);
    }
}
