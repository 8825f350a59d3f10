package dev.sallyport.transport.http;

import dev.sallyport.transport.EventLoops;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What all connections of one listener share.
///
/// @param reach asked anew each time, so that it follows a reload
/// @param blocking runs what may block: virtual threads
/// @param workshop does what takes too long on a loop
/// @param nanos a monotonic clock
/// @param connections counted, to tell them apart
record Ground(
        EventLoops loops,
        Supplier<HttpReach> reach,
        Executor blocking,
        Workshop workshop,
        LongSupplier nanos,
        SessionTable sessions,
        AtomicLong connections) {

    HttpReach now() {
        return reach.get();
    }

    HttpLimits limits() {
        return reach.get().limits();
    }
}
