package dev.sallyport.mcp.sse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads server-sent events as their bytes come, however they are cut. Lines end with CR LF, LF or CR.
/// An event that the stream breaks off in the middle of is dropped, as the standard wants it.
public final class SseReader {

    private static final int LONGEST_NAME = 1024;

    private final int largest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private final List<SseEvent> ready = new ArrayList<>();
    private String id = "";
    private String type = "";
    private long retry = -1;
    private boolean any;
    private boolean afterReturn;
    private boolean first = true;
    private boolean comment;

    /// @param largest bytes of one event's lines
    public SseReader(int largest) {
        this.largest = largest;
    }

    /// The stream cannot be followed.
    public static final class BrokenStream extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenStream(String reason) {
            super(reason, null, false, false);
        }
    }

    /// @return the events that are whole now, in order
    /// @throws BrokenStream when one is too large, or not UTF-8; then nothing more can be read
    public List<SseEvent> read(ByteBuffer bytes) throws BrokenStream {
        while (bytes.hasRemaining()) take(bytes.get());
        List<SseEvent> events = List.copyOf(ready);
        ready.clear();
        return events;
    }

    /// Whether there was a comment since this was asked last: servers keep streams alive with them.
    public boolean tookComment() {
        boolean took = comment;
        comment = false;
        return took;
    }

    private void take(byte b) throws BrokenStream {
        if (b == '\n' && afterReturn) {
            afterReturn = false;
            return;
        }
        afterReturn = b == '\r';
        if (b == '\n' || b == '\r') {
            endOfLine();
        } else {
            line.write(b);
            if (line.size() + data.length() > largest)
                throw new BrokenStream("an event is larger than " + largest + " bytes");
        }
    }

    private void endOfLine() throws BrokenStream {
        String text = text();
        line.reset();
        if (text.isEmpty()) dispatch();
        else field(text);
    }

    private String text() throws BrokenStream {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            boolean mark = first && text.startsWith("\ufeff");
            first = false;
            return mark ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BrokenStream("an event is not UTF-8");
        }
    }

    private void dispatch() {
        if (any) {
            String whole = data.isEmpty() ? "" : data.substring(0, data.length() - 1);
            ready.add(new SseEvent(id, type, whole, retry));
        }
        data.setLength(0);
        id = "";
        type = "";
        retry = -1;
        any = false;
    }

    private void field(String text) throws BrokenStream {
        int colon = text.indexOf(':');
        if (colon == 0) {
            comment = true;
            return;
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (name) {
            case "data" -> data.append(value).append('\n');
            case "event" -> type = small(value);
            case "id" -> id = value.indexOf('\0') < 0 ? small(value) : "";
            case "retry" -> retry = value.matches("[0-9]{1,9}") ? Long.parseLong(value) : -1;
            default -> {
                return;
            }
        }
        any = true;
    }

    private static String small(String value) throws BrokenStream {
        if (value.length() > LONGEST_NAME) throw new BrokenStream("an event's id or type is too long");
        return value;
    }
}
