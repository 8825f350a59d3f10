package dev.sallyport.llm.answer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream into events, wherever it was split (WHATWG HTML, "Parsing an event stream"): lines end with CR, LF or
/// CRLF, a byte order mark may stand at the start, several `data` lines are one text. Bytes behind the last empty
/// line are no event. For one stream on one thread.
final class SseParser {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int mostBytes;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private boolean hasData;
    private boolean firstLine = true;
    private boolean afterReturn;
    private boolean awaited;
    private boolean pairs;

    /// @param mostBytes of one event
    SseParser(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    List<SseEvent> feed(byte[] bytes) throws BrokenAnswerException {
        List<SseEvent> events = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) at = awaited ? second(bytes, at, events) : line(bytes, at, events);
        return events;
    }

    /// The stream is at its end: a CR that stood last was the end of a line.
    List<SseEvent> finish() throws BrokenAnswerException {
        List<SseEvent> events = new ArrayList<>();
        if (awaited) lineEnds(events);
        awaited = false;
        return events;
    }

    /// Takes the rest of a line with its end, or as much of it as is there.
    ///
    /// @return where to go on
    private int line(byte[] bytes, int from, List<SseEvent> events) throws BrokenAnswerException {
        if (afterReturn && bytes[from] == '\n') {
            afterReturn = false;
            pairs = true;
            if (raw.size() > 0) raw.write('\n'); // otherwise of an event that has gone
            return from + 1;
        }
        afterReturn = false;
        int end = from;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') end++;
        line.write(bytes, from, end - from);
        int next = Math.min(end + 1, bytes.length);
        raw.write(bytes, from, next - from);
        if (raw.size() > mostBytes) throw new BrokenAnswerException("an event of more than " + mostBytes + " bytes");
        if (end == bytes.length) return end;
        if (bytes[end] == '\n') lineEnds(events);
        else returned(next < bytes.length, events);
        return next;
    }

    /// After a CR: whether an LF belongs to it is known when the next byte is there. Where it is not, a stream that
    /// ends its lines with both is waited for, one that ends them with CR alone is not.
    private void returned(boolean more, List<SseEvent> events) throws BrokenAnswerException {
        awaited = more || pairs;
        if (awaited) return;
        afterReturn = true;
        lineEnds(events);
    }

    private int second(byte[] bytes, int at, List<SseEvent> events) throws BrokenAnswerException {
        awaited = false;
        pairs = bytes[at] == '\n';
        if (pairs) raw.write('\n');
        lineEnds(events);
        return pairs ? at + 1 : at;
    }

    private void lineEnds(List<SseEvent> events) throws BrokenAnswerException {
        String text = text();
        line.reset();
        if (text.isEmpty()) dispatch(events);
        else field(text);
    }

    private String text() throws BrokenAnswerException {
        byte[] bytes = line.toByteArray();
        boolean marked = firstLine && bytes.length >= MARK.length && startsWithMark(bytes);
        firstLine = false;
        int from = marked ? MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new BrokenAnswerException("an event that is not UTF-8");
        }
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) value = value.substring(1);
        if (name.equals("event")) type = value;
        if (name.equals("data")) {
            if (hasData) data.append('\n');
            data.append(value);
            hasData = true;
        }
    }

    private void dispatch(List<SseEvent> events) {
        events.add(new SseEvent(type, data.toString(), hasData, raw.toByteArray()));
        raw.reset();
        data.setLength(0);
        type = "";
        hasData = false;
    }
}
