package dev.sallyport.app.http;

import dev.sallyport.app.http.Service.Fault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Requests and their answers, one after the other, each within its time. Everything here happens on the
/// connection's loop, but for the work itself.
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private enum Stage {
        LISTENING,
        WORKING,
        ANSWERED
    }

    /// What was read with the request before, at most: nothing more is read while one is worked at.
    private static final int MOST_WAITING = 16;

    private final Service service;
    private final Limits limits;
    private final Executor workers;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Stage stage = Stage.LISTENING;
    private int requests;
    private @Nullable ScheduledFuture<?> deadline;

    /// @param last true when the client wants to hang up afterwards
    private record Waiting(Asked asked, boolean last) {}

    Conversation(Service service, Limits limits, Executor workers) {
        this.service = service;
        this.limits = limits;
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        listen(context);
    }

    private void listen(ChannelHandlerContext context) {
        within(limits.request(), context, () -> last(context, service.fault(Fault.TOO_SLOW)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stage = Stage.ANSWERED;
        waiting.clear();
        cancelDeadline();
    }

    /// While one is worked at nothing is read, not even the end of a client that has said everything:
    /// Netty would hang up at once.
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (stage == Stage.ANSWERED) return;
        context.channel().config().setAutoRead(false);
        if (request.decoderResult().isFailure()) {
            last(context, service.fault(fault(request.decoderResult().cause())));
            return;
        }
        Waiting next = new Waiting(Incoming.of(request, context.channel()), isLast(request));
        if (stage == Stage.LISTENING) work(context, next);
        else if (waiting.size() < MOST_WAITING) waiting.add(next);
        else hangUp(context);
    }

    private boolean isLast(FullHttpRequest request) {
        return ++requests >= limits.requests() || !HttpUtil.isKeepAlive(request);
    }

    private static Fault fault(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return Fault.LINE_TOO_LONG;
        if (cause instanceof TooLongHttpHeaderException) return Fault.HEADERS_TOO_LARGE;
        return Fault.MALFORMED;
    }

    private void work(ChannelHandlerContext context, Waiting next) {
        stage = Stage.WORKING;
        within(limits.answer(), context, () -> last(context, service.fault(Fault.NO_ANSWER)));
        try {
            workers.execute(() -> {
                Answer answer = answer(next.asked());
                onLoop(context, () -> reply(context, answer, next.last()));
            });
        } catch (RejectedExecutionException e) {
            hangUp(context);
        }
    }

    private static void onLoop(ChannelHandlerContext context, Runnable step) {
        try {
            context.executor().execute(step);
        } catch (RejectedExecutionException e) {
            // the gateway is going down, and the connection with it
        }
    }

    private Answer answer(Asked asked) {
        try {
            return service.answer(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return service.fault(Fault.NO_ANSWER);
        }
    }

    private void reply(ChannelHandlerContext context, Answer answer, boolean last) {
        if (stage != Stage.WORKING) return;
        if (last) {
            last(context, answer);
            return;
        }
        stage = Stage.LISTENING;
        Reply.send(context, answer, false);
        listen(context);
        Waiting next = waiting.poll();
        if (next == null) context.channel().config().setAutoRead(true);
        else work(context, next);
    }

    private void last(ChannelHandlerContext context, Answer answer) {
        if (stage == Stage.ANSWERED) return;
        stage = Stage.ANSWERED;
        within(limits.request(), context, () -> hangUp(context));
        Reply.last(context, answer);
    }

    private void within(Duration time, ChannelHandlerContext context, Runnable otherwise) {
        cancelDeadline();
        deadline = context.executor().schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelDeadline() {
        if (deadline != null) deadline.cancel(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        hangUp(context);
    }

    private static void hangUp(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
