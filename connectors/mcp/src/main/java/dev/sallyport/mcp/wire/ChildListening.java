package dev.sallyport.mcp.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.Tally;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A GET on a child's MCP session: what it says that belongs to no request. Events have no ids, so
/// nothing is resumed; what comes while nobody listens waits, bounded. On the exchange's loop.
final class ChildListening implements Performance, ChildServer.Hearer {

    private static final int MOST_QUEUED = 256;

    private final Desk desk;
    private final Exchange exchange;
    private final ChildServer child;
    private final Talk talk;
    private @Nullable EventStream stream;
    private @Nullable Outflow out;
    private boolean done;
    private final AtomicInteger queued = new AtomicInteger();

    ChildListening(Desk desk, Inquiry inquiry, Exchange exchange, ChildServer child) {
        this.desk = desk;
        this.exchange = exchange;
        this.child = child;
        this.talk = new Talk(desk, inquiry, exchange, Expected.NOTHING, child::say);
    }

    @Override
    public void permitted(Permit permit, Outflow outflow) {
        out = outflow;
        stream = EventStream.begin(outflow, desk.writer(), Fields.NONE);
        child.listen(this);
    }

    @Override
    public void heard(RpcMessage message) {
        if (message instanceof RpcMessage.Notification && queued.get() > MOST_QUEUED) return;
        queued.incrementAndGet();
        exchange.loop().execute(() -> {
            queued.decrementAndGet();
            if (!done && stream != null) talk.pass(message).ifPresent(stream::send);
        });
    }

    /// Also when another stream takes its place.
    @Override
    public void gone(String why) {
        exchange.loop().execute(() -> {
            if (!done && out != null) out.end(Fields.NONE);
            done = true;
        });
    }

    @Override
    public boolean cut(Deny why, Outflow to) {
        abandoned();
        to.end(Fields.NONE);
        return true;
    }

    @Override
    public void abandoned() {
        done = true;
        child.deafen(this);
    }

    @Override
    public Tally tally() {
        return talk.tally();
    }
}
