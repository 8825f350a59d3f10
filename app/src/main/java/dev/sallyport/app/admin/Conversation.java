package dev.sallyport.app.admin;

import dev.sallyport.app.admin.AdminSettings.Limits;
import dev.sallyport.app.admin.Router.Asked;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request and its answer, each within its time. Everything here happens on the connection's loop, but for the
/// work itself.
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private enum Stage {
        LISTENING,
        WORKING,
        ANSWERED
    }

    private final String user;
    private final Router router;
    private final Limits limits;
    private final Executor workers;
    private Stage stage = Stage.LISTENING;
    private @Nullable ScheduledFuture<?> deadline;

    Conversation(String user, AdminServer.Desk desk, Executor workers) {
        this.user = user;
        this.router = desk.router();
        this.limits = desk.limits();
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        within(limits.request(), context, () -> reply(context, Refusals.TOO_SLOW.answer()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stage = Stage.ANSWERED;
        cancelDeadline();
    }

    /// What comes after the first request is not read, not even the end of a client that has said everything: Netty
    /// would hang up at once.
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (stage != Stage.LISTENING) return;
        context.channel().config().setAutoRead(false);
        if (request.decoderResult().isFailure()) {
            reply(context, malformed(request.decoderResult().cause()).answer());
            return;
        }
        stage = Stage.WORKING;
        within(limits.answer(), context, () -> reply(context, Refusals.NO_ANSWER.answer()));
        work(context, asked(request));
    }

    private void work(ChannelHandlerContext context, Asked asked) {
        try {
            workers.execute(() -> {
                Answer answer = answer(asked);
                onLoop(context, () -> reply(context, answer));
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
            return router.answer(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refusals.NO_ANSWER.answer();
        }
    }

    private Asked asked(FullHttpRequest request) {
        return new Asked(
                user,
                request.method().name(),
                request.uri(),
                request.headers().get(HttpHeaderNames.AUTHORIZATION, ""),
                request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
                ByteBufUtil.getBytes(request.content()));
    }

    private static Problem malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return Refusals.LINE_TOO_LONG;
        if (cause instanceof TooLongHttpHeaderException) return Refusals.HEADERS_TOO_LARGE;
        return Refusals.MALFORMED;
    }

    private void reply(ChannelHandlerContext context, Answer answer) {
        if (stage == Stage.ANSWERED) return;
        stage = Stage.ANSWERED;
        within(limits.request(), context, () -> hangUp(context));
        Reply.send(context, answer);
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
