package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.EventLoops;
import io.netty.handler.ssl.SslContext;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What all conversations of one listener share.
///
/// @param reach what it is now; asked anew each time, so that it follows a reload
/// @param stock where back ends wait that were logged in ahead
/// @param blocking runs what may block: virtual threads
public record Surroundings(
        EventLoops loops,
        Gate<? extends LogIn> gate,
        SqlGrammar grammar,
        Supplier<Reach> reach,
        Cancellations cancellations,
        Stock stock,
        Executor blocking,
        LongSupplier nanos) {

    Dialling dialling() {
        return new Dialling(loops, blocking, limits().connect());
    }

    Map<String, Route> routes() {
        return reach.get().routes();
    }

    @Nullable
    SslContext tls() {
        return reach.get().face().now();
    }

    boolean takesCertificates(String target) {
        return reach.get().byCertificate().contains(target);
    }

    WireLimits limits() {
        return reach.get().limits();
    }
}
