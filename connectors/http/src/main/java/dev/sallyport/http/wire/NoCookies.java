package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import dev.sallyport.transport.http.WebSocketFilter;
import io.netty.buffer.ByteBuf;
import java.util.Set;

/// What a target sets when it is shown a credential may be a session of its own: a credential that would let the agent
/// in past the gateway (RFC 6265).
///
/// @param filter what comes after
record NoCookies(AnswerFilter filter) implements AnswerFilter {

    private static final Set<String> SET = Set.of("set-cookie", "set-cookie2");

    @Override
    public void head(ResponseHead head, Outflow out) {
        boolean sets = head.fields().has("set-cookie") || head.fields().has("set-cookie2");
        filter.head(sets ? head.withFields(head.fields().without(SET)) : head, out);
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        filter.data(piece, out);
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        filter.end(trailers.without(SET), out);
    }

    @Override
    public boolean broken(Outflow out) {
        return filter.broken(out);
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        return filter.cut(why, out);
    }

    @Override
    public Tally tally() {
        return filter.tally();
    }

    @Override
    public WebSocketFilter webSocket() {
        return filter.webSocket();
    }
}
