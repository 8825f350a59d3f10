package dev.sallyport.http.wire;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What an agent got to read of one answer, so that a value can be traced to it and an instruction in it is seen: texts
/// of every kind, the first bytes of them, told once. On the loop.
final class Overheard {

    private static final char BROKEN = '\ufffd';

    private final Exchange exchange;
    private final String source;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private Charset charset = StandardCharsets.UTF_8;
    private boolean text;
    private boolean told;

    /// @param source as its turn names it
    /// @param most bytes that are told
    Overheard(Exchange exchange, String source, int most) {
        this.exchange = exchange;
        this.source = source;
        this.most = most;
    }

    void head(ResponseHead head) {
        String type = head.fields().only("content-type").orElse("");
        text = isText(type) && isPlain(head.fields());
        charset = HttpUtil.getCharset(type, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(Fields fields) {
        return fields.values("content-encoding").stream().allMatch("identity"::equalsIgnoreCase);
    }

    static boolean isText(String type) {
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (media.startsWith("text/") || media.endsWith("+json") || media.endsWith("+xml") || media.endsWith("+yaml"))
            return true;
        return switch (media) {
            case "application/json",
                    "application/x-ndjson",
                    "application/jsonl",
                    "application/jsonlines",
                    "application/xml",
                    "application/yaml",
                    "application/x-yaml",
                    "application/x-www-form-urlencoded" -> true;
            default -> false;
        };
    }

    void data(ByteBuf piece) {
        if (!text || told) return;
        int room = Math.min(most - bytes.size(), piece.readableBytes());
        bytes.writeBytes(ByteBufUtil.getBytes(piece, piece.readerIndex(), room));
        if (bytes.size() >= most) tell(); // a stream may go on for hours
    }

    /// Before the exchange is over.
    void tell() {
        if (told || bytes.size() == 0) return;
        told = true;
        String words = words();
        if (!words.isBlank()) exchange.observed(new Turn("tool", words, source, Tier.OBSERVED));
        bytes.reset();
    }

    /// A character that does not fit whole is left out.
    private String words() {
        String words = bytes.toString(charset);
        boolean torn = bytes.size() >= most && words.endsWith(String.valueOf(BROKEN));
        return torn ? words.substring(0, words.length() - 1) : words;
    }
}
