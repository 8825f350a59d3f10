package dev.sallyport.http.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.Meaning;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Tells the gateway what a target answered to a read, so that values, and instructions, can be traced to
/// it later (R3). Text only, and no more of it than a conversation would hold.
final class Overheard {

    private static final int MOST = 16 << 10;

    private final String source;
    private final Exchange exchange;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean listening;

    private Overheard(String source, Exchange exchange) {
        this.source = source;
        this.exchange = exchange;
    }

    /// @return null when the request reads nothing
    static @Nullable Overheard of(String target, Meaning meaning, Exchange exchange) {
        for (Operation operation : meaning.operations()) {
            if (operation.verb() == Verb.READ)
                return new Overheard(target + "/" + operation.resource().name(), exchange);
        }
        return null;
    }

    void head(ResponseHead head, Kind kind) {
        String type = head.fields().only("content-type").orElse("");
        listening = head.status() < 300 && (kind != Kind.OTHER || type.startsWith("text/"));
    }

    void data(ByteBuf piece) {
        if (!listening) return;
        int room = Math.min(MOST - text.size(), piece.readableBytes());
        if (room > 0) text.writeBytes(ByteBufUtil.getBytes(piece, piece.readerIndex(), room));
    }

    void end() {
        if (!listening || text.size() == 0) return;
        exchange.observed(new Turn("tool", text.toString(StandardCharsets.UTF_8), source, Tier.OBSERVED));
    }
}
