package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/// A request that leads nowhere.
final class Refused implements Handling {

    private final AgentSide side;
    private final AgentOut out;
    private final HeadCheck.Good head;
    private final Supplier<Answer> why;

    /// @param why is asked for once
    Refused(AgentSide side, AgentOut out, HeadCheck.Good head, Supplier<Answer> why) {
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
        out.answer(why.get());
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
