package dev.sallyport.llm.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WHATWG HTML, "Parsing an event stream".
class SseParserTest {

    private static List<SseEvent> parse(String text) throws BrokenAnswerException {
        SseParser parser = new SseParser(1000);
        List<SseEvent> events = parser.feed(text.getBytes(UTF_8));
        events.addAll(parser.finish());
        return events;
    }

    private static List<SseEvent> byteByByte(String text) throws BrokenAnswerException {
        SseParser parser = new SseParser(1000);
        List<SseEvent> events = new ArrayList<>();
        for (byte b : text.getBytes(UTF_8)) events.addAll(parser.feed(new byte[] {b}));
        events.addAll(parser.finish());
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyEndOfLineIsOneHoweverItIsSplit(String eol) throws BrokenAnswerException {
        String text = "event: greeting" + eol + "data: hällo" + eol + "data:  there" + eol + "id: 7" + eol + "retry: 10"
                + eol + eol + ": still here" + eol + eol + "data" + eol + eol;
        for (List<SseEvent> events : List.of(parse(text), byteByByte(text))) {
            assertThat(events).hasSize(3);
            assertThat(events.get(0).type()).isEqualTo("greeting");
            assertThat(events.get(0).data()).isEqualTo("hällo\n there");
            assertThat(events.get(1).hasData()).isFalse();
            assertThat(events.get(2).hasData()).isTrue();
            assertThat(events.get(2).data()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void theRawBytesTogetherAreTheStream(String eol) throws BrokenAnswerException {
        String text = "event: a\ndata: 1\n\ndata: 2\n\n: c\n\n".replace("\n", eol);
        for (List<SseEvent> events : List.of(parse(text), byteByByte(text))) {
            StringBuilder raw = new StringBuilder();
            for (SseEvent event : events) raw.append(new String(event.raw(), UTF_8));
            assertThat(raw.toString()).isEqualTo(text);
        }
    }

    @Test
    void aLoneReturnAtTheEndEndsItsEvent() throws BrokenAnswerException {
        SseParser parser = new SseParser(1000);
        assertThat(parser.feed("data: 1\r\n\r".getBytes(UTF_8))).isEmpty();
        assertThat(parser.finish()).hasSize(1);
    }

    @Test
    void aByteOrderMarkAtTheStartIsNoPartOfAField() throws BrokenAnswerException {
        assertThat(parse("\uFEFFdata: x\n\n").getFirst().data()).isEqualTo("x");
        assertThat(parse("data: x\n\n\uFEFFdata: y\n\n").get(1).hasData()).isFalse();
    }

    @Test
    void whatHasNoEmptyLineBehindItIsNoEvent() throws BrokenAnswerException {
        assertThat(parse("data: a\n\ndata: b\n")).hasSize(1);
    }

    @Test
    void aGiantEventEndsItAndIsNotGathered() {
        String giant = "data: " + "x".repeat(2000) + "\n\n";
        assertThatThrownBy(() -> parse(giant)).hasMessageContaining("more than 1000 bytes");
        assertThatThrownBy(() -> byteByByte("data: 1\n".repeat(200))).hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] latin = {'d', 'a', 't', 'a', ':', (byte) 0xe4, '\n', '\n'};
        assertThatThrownBy(() -> new SseParser(1000).feed(latin)).hasMessageContaining("UTF-8");
    }

    @Test
    void whatOnlySomeReadersTakeForAnEndOfLineIsWrittenAnew() throws BrokenAnswerException {
        String hidden = "{\"a\":\"x\u2028data: {}\u0085\"}";
        String plain = new String(parse("data: " + hidden + "\n\n").getFirst().plain(), UTF_8);
        assertThat(plain).isEqualTo("data: {\"a\":\"x\\u2028data: {}\\u0085\"}\n\n");
        String lines =
                new String(parse("data: {\"a\":\ndata: 1}\n\n").getFirst().plain(), UTF_8);
        assertThat(lines).isEqualTo("data: {\"a\":1}\n\n");
    }
}
