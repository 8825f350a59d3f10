package dev.sallyport.transport.http;

import dev.sallyport.transport.http.HttpLimits.Times;
import io.netty.buffer.ByteBuf;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;

/// A request to the gateway itself: gathered, answered on a virtual thread, within its time.
final class LocalConduct implements Handling {

    private static final System.Logger LOG = System.getLogger(LocalConduct.class.getName());

    private final AgentSide side;
    private final AgentOut out;
    private final HeadCheck.Good head;
    private final LocalService service;
    private final Gathering body;
    private boolean over;

    LocalConduct(AgentSide side, AgentOut out, HeadCheck.Good head, LocalService service) {
        this.side = side;
        this.out = out;
        this.head = head;
        this.service = service;
        this.body = new Gathering(side.ground().limits().localBodyBytes());
    }

    private Times times() {
        return side.ground().limits().times();
    }

    @Override
    public void begin() {
        if (head.length() > side.ground().limits().localBodyBytes()) answer(Faults.of(413, "send a shorter body"));
        else if (head.expects()) out.proceed();
        if (!over) side.watch().within(times().body(), () -> answer(Faults.of(408, "the body did not arrive in time")));
    }

    @Override
    public boolean taking() {
        return true;
    }

    @Override
    public void piece(ByteBuf piece) {
        if (!over && !body.add(piece)) answer(Faults.of(413, "send a shorter body"));
    }

    @Override
    public void ended(Fields trailers) {
        if (over) return;
        side.watch()
                .within(
                        times().localAnswer(),
                        () -> answer(Faults.of(504, "the gateway is still working at it, try again")));
        LocalRequest request = new LocalRequest(
                head.method(),
                head.target(),
                head.authority(),
                side.link().secure(),
                head.fields(),
                body.whole(),
                side.link().chain(),
                side.link().peer());
        try {
            side.ground().blocking().execute(() -> work(request));
        } catch (RejectedExecutionException closing) {
            answer(Faults.of(503, "the gateway is closing"));
        }
    }

    private void work(LocalRequest request) {
        Answer answer = worked(request);
        try {
            side.channel().eventLoop().execute(() -> answer(answer));
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.DEBUG, "the gateway is closing", closing);
        }
    }

    private Answer worked(LocalRequest request) {
        try {
            return service.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Faults.of(503, "the gateway is closing");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a local service failed", e);
            return Faults.of(500, "the gateway failed at this, its log says more");
        }
    }

    private void answer(Answer answer) {
        if (over) return;
        over = true;
        side.watch().off();
        out.answer(answer);
        side.finished();
    }

    @Override
    public void writability() {}

    @Override
    public void halfClosed() {}

    @Override
    public void gone() {
        over = true;
        side.watch().off();
    }
}
