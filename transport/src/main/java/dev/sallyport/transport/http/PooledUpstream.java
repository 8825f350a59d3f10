package dev.sallyport.transport.http;

import dev.sallyport.transport.EventLoops;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A target's connections: each loop has its own, so that both sides of an exchange run on one thread and
/// nothing is locked. The connections that the settings allow are shared out among the loops.
final class PooledUpstream implements Upstream {

    private final UpstreamSettings settings;
    private final EventLoops loops;
    private final Dialer dialer;
    private final int share;
    private final ConcurrentHashMap<EventLoop, LoopPool> pools = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PooledUpstream(UpstreamSettings settings, EventLoops loops, Executor blocking) {
        this.settings = settings;
        this.loops = loops;
        this.dialer = new Dialer(settings, loops, blocking);
        this.share = Math.max(1, Math.ceilDiv(settings.connections(), loops.count()));
    }

    UpstreamSettings settings() {
        return settings;
    }

    @Override
    public Authority authority() {
        return settings.authority();
    }

    @Override
    public boolean secure() {
        return settings.secure();
    }

    /// On the loop.
    void call(UpstreamRequest request, long rest, EventLoop loop, Call call) {
        if (closed) {
            call.failed(Refusal.Kind.UNREACHABLE, "the target is not configured any more");
            return;
        }
        pools.computeIfAbsent(loop, own -> new LoopPool(settings, dialer, own, share))
                .take(new Trip(request, rest, call, false));
    }

    @Override
    public Answer fetch(UpstreamRequest request, int mostBytes) throws IOException, InterruptedException {
        if (request.body() instanceof Body.Rest) throw new IllegalArgumentException("there is no rest of a body here");
        EventLoop loop = loops.any();
        Fetch fetch = new Fetch(Scrubber.of(request.injected()), mostBytes);
        loop.execute(() -> call(request, 0, loop, fetch));
        long most = settings.connect()
                .plus(settings.firstByte())
                .plus(settings.idleAnswer())
                .toMillis();
        try {
            return fetch.answer().get(most, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? "the target gave no answer" : cause.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the target did not answer in time", e);
        } finally {
            loop.execute(fetch::leave);
        }
    }

    @Override
    public void close() {
        closed = true;
        pools.forEach((loop, pool) -> loop.execute(pool::close));
    }

    @Override
    public String toString() {
        return settings.authority().toString();
    }
}
