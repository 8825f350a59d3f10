package dev.sallyport.transport.http;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.transport.BoundListener;
import dev.sallyport.transport.EventLoops;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Where listeners and upstreams come from. Safe on every thread.
public final class HttpFloor {

    /// What a listener offers in a TLS handshake (RFC 7301), best first.
    public static final List<String> ALPN = List.of("h2", "http/1.1");

    static final List<String> ALPN_HTTP1 = List.of("http/1.1");

    private final EventLoops loops;
    private final Executor blocking;
    private final LongSupplier nanos;
    private final Workshop workshop;

    /// @param blocking runs what may block: virtual threads
    /// @param nanos a monotonic clock, such as `System::nanoTime`
    public HttpFloor(EventLoops loops, Executor blocking, LongSupplier nanos) {
        this.loops = loops;
        this.blocking = blocking;
        this.nanos = nanos;
        this.workshop = new Workshop(blocking, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /// A target's origin. No connection is made yet.
    public Upstream upstream(UpstreamSettings settings) {
        return new PooledUpstream(settings, loops, blocking);
    }

    /// Accepts agents until the listener is closed.
    ///
    /// @param reach what is served; asked anew for each connection and each request
    public Listener listen(ListenAddress address, Supplier<HttpReach> reach) throws IOException {
        SessionTable sessions =
                new SessionTable(blocking, nanos, () -> reach.get().limits());
        Ground ground = new Ground(loops, reach, blocking, workshop, nanos, sessions, new AtomicLong());
        return BoundListener.bind(
                loops, address, () -> reach.get().limits().connections(), () -> Pipelines.door(ground), surplus -> {});
    }
}
