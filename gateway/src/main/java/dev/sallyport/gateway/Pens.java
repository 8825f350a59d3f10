package dev.sallyport.gateway;

import dev.sallyport.api.audit.Pen;
import dev.sallyport.api.audit.Trail;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// One pen per loop, kept as long as the gateway: a loop is expected to live as long. Safe on every thread.
final class Pens {

    private final Trail trail;
    private final Map<Executor, Pen> byLoop = new ConcurrentHashMap<>();

    Pens(Trail trail) {
        this.trail = trail;
    }

    Pen of(Executor loop) {
        return byLoop.computeIfAbsent(loop, trail::pen);
    }
}
