package dev.sallyport.authority;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How often each session was denied; forgotten with it. Safe on every thread.
final class Denials {

    private final ConcurrentHashMap<String, AtomicLong> bySession = new ConcurrentHashMap<>();

    /// @return this one included
    long count(String session) {
        return bySession.computeIfAbsent(session, _ -> new AtomicLong()).incrementAndGet();
    }

    void forget(String session) {
        bySession.remove(session);
    }
}
