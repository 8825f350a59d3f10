package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.EventLoops;
import io.netty.handler.ssl.SslContext;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What all conversations of one listener share.
///
/// @param tls the listener's own certificate; null: no TLS is offered
/// @param blocking runs what may block: virtual threads
/// @param routes by target name
public record Surroundings(
        EventLoops loops,
        Gate<? extends LogIn> gate,
        SqlGrammar grammar,
        Map<String, Route> routes,
        @Nullable SslContext tls,
        WireLimits limits,
        Cancellations cancellations,
        Executor blocking,
        LongSupplier nanos) {}
