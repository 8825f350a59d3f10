package dev.sallyport.transport.http;

import dev.sallyport.transport.http.Refusal.Kind;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections to one target that live on one loop. On that loop only.
final class LoopPool implements TargetSide.Home {

    private static final System.Logger LOG = System.getLogger(LoopPool.class.getName());

    private final UpstreamSettings settings;
    private final Dialer dialer;
    private final EventLoop loop;
    private final int share;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Deque<Trip> waiting = new ArrayDeque<>();
    private @Nullable Multiplexed shared;
    private int open;
    private int dialling;
    private boolean sweeping;
    private boolean closed;

    /// The longest idle is the first.
    private record Idle(TargetSide side, long since) {}

    /// @param share how many connections are this loop's
    LoopPool(UpstreamSettings settings, Dialer dialer, EventLoop loop, int share) {
        this.settings = settings;
        this.dialer = dialer;
        this.loop = loop;
        this.share = share;
    }

    void take(Trip trip) {
        if (closed) {
            trip.call().failed(Kind.UNREACHABLE, "the target is not configured any more");
        } else if (!serve(trip)) {
            await(trip);
        }
    }

    private boolean serve(Trip trip) {
        Multiplexed streams = shared;
        boolean upgrade = !trip.request().upgrade().isEmpty();
        if (streams != null && streams.takes() && !upgrade) {
            streams.begin(trip);
            return true;
        }
        for (Idle last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (last.side().channel().isActive()) {
                last.side().begin(trip);
                return true;
            }
        }
        return false;
    }

    private void await(Trip trip) {
        if (waiting.size() >= settings.waiting()) {
            trip.call().failed(Kind.BUSY, "too many requests wait for the target");
            return;
        }
        waiting.add(trip);
        if (open + dialling < share && dialling < waiting.size()) dial();
        else expire(trip);
    }

    private void expire(Trip trip) {
        var _ = loop.schedule(
                () -> {
                    if (waiting.remove(trip)) trip.call().failed(Kind.BUSY, "all connections to the target are busy");
                },
                settings.firstByte().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void dial() {
        dialling++;
        dialer.dial(loop).addListener((io.netty.util.concurrent.Future<Channel> done) -> {
            dialling--;
            if (!done.isSuccess()) unreachable(done.cause());
            else if (closed) done.getNow().close();
            else connected(done.getNow());
        });
    }

    private void unreachable(Throwable cause) {
        LOG.log(Level.WARNING, "target `" + settings.authority() + "` cannot be reached: " + reason(cause));
        Trip trip = nextWaiting();
        if (trip != null) trip.call().failed(Kind.UNREACHABLE, "the target cannot be reached");
        if (!waiting.isEmpty() && open + dialling == 0) dial();
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause();
        return inner == null ? String.valueOf(cause.getMessage()) : cause.getMessage() + ": " + reason(inner);
    }

    private @Nullable Trip nextWaiting() {
        for (Trip trip = waiting.poll(); trip != null; trip = waiting.poll()) {
            if (trip.call().waiting()) return trip;
        }
        return null;
    }

    private void connected(Channel channel) {
        open++;
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        boolean h2 = tls != null && ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
        channel.closeFuture().addListener(_ -> closedOne());
        if (h2 && shared != null && shared.takes()) {
            channel.close();
        } else if (h2) {
            shared = new Multiplexed(channel, this, settings);
            pump();
        } else {
            TargetSide side = new TargetSide(channel, false, this);
            channel.pipeline().addLast("codec", codec()).addLast("side", side);
            idleNow(side);
        }
    }

    private static HttpClientCodec codec() {
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(8192)
                .setMaxHeaderSize(65_536)
                .setMaxChunkSize(65_536)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        return new HttpClientCodec(config, true, false);
    }

    private void closedOne() {
        open--;
        if (closed || waiting.isEmpty()) return;
        if (open + dialling < share && dialling < waiting.size()) dial();
    }

    private void idleNow(TargetSide side) {
        idle.addLast(new Idle(side, loop.ticker().nanoTime()));
        if (!sweeping) sweepIn(settings.idleConnection().toNanos());
        pump();
    }

    /// One timer for all: one for each would be set and taken back with every request.
    private void sweepIn(long nanos) {
        sweeping = true;
        var _ = loop.schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        sweeping = false;
        long now = loop.ticker().nanoTime();
        for (Idle first = idle.peekFirst(); first != null; first = idle.peekFirst()) {
            long left = settings.idleConnection().toNanos() - (now - first.since());
            if (left > 0) {
                sweepIn(left);
                return;
            }
            idle.removeFirst();
            first.side().channel().close();
        }
    }

    /// Who waits gets what is free.
    private void pump() {
        for (Trip trip = nextWaiting(); trip != null; trip = nextWaiting()) {
            if (!serve(trip)) {
                waiting.addFirst(trip);
                return;
            }
        }
    }

    @Override
    public void free(TargetSide side, boolean reusable) {
        if (reusable && !closed) {
            idleNow(side);
            return;
        }
        idle.removeIf(each -> each.side().equals(side));
        pump();
    }

    @Override
    public void retry(Trip trip) {
        take(trip);
    }

    /// A shared connection takes no more requests.
    void retired(Multiplexed old) {
        if (old.equals(shared)) shared = null;
    }

    void close() {
        closed = true;
        idle.forEach(each -> each.side().channel().close());
        idle.clear();
        if (shared != null) shared.close();
        for (Trip trip = nextWaiting(); trip != null; trip = nextWaiting()) {
            trip.call().failed(Kind.UNREACHABLE, "the target is not configured any more");
        }
    }
}
