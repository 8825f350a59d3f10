package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// A request that leads nowhere.
final class Refused implements Handling {

    private final AgentSide side;
    private final AgentOut out;
    private final HeadCheck.Good head;
    private final Routing.Nowhere why;

    Refused(AgentSide side, AgentOut out, HeadCheck.Good head, Routing.Nowhere why) {
        this.side = side;
        this.out = out;
        this.head = head;
        this.why = why;
    }

    /// Whoever has a body to send hears it before.
    @Override
    public void begin() {
        if (head.length() > 0 || head.expects()) answer();
    }

    private void answer() {
        out.answer(Faults.of(why.status(), why.detail()));
        side.finished();
    }

    @Override
    public boolean taking() {
        return true;
    }

    @Override
    public void piece(ByteBuf piece) {
        answer();
    }

    @Override
    public void ended(Fields trailers) {
        answer();
    }

    @Override
    public void writability() {}

    @Override
    public void halfClosed() {}

    @Override
    public void gone() {}
}
