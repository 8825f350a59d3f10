package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.plan.Hearing;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a target is reached and understood.
///
/// @param tls null where the configuration says `tls: disable`
/// @param clearText agents may come without TLS
/// @param maxStatement bytes; a longer statement is not understood, and so denied
/// @param idle a session in which nothing happens for this long is ended (R14)
/// @param ceilings how far a session may set its time-outs, at start-up and later (R4)
/// @param view by the configured role: what statements mean there now; empty while the catalog cannot be had
/// @param lookAgain at the catalog, because a statement names what is not known; bounded in time and in how
///     often
/// @param witness how the server is asked what a statement does
/// @param discreet the target has sensitive columns, so its errors and notices are not shown as they are
/// @param backgrounds what stands behind views; the target's own, so that all its sessions share it
/// @param heard characters of an answer that are told to the gateway, where it hears; 0 for none
/// @param look completes when [#view] shows everything that was committed before; exceptionally when it cannot be had
public record Route(
        String target,
        String host,
        int port,
        String database,
        @Nullable SslContext tls,
        boolean clearText,
        int maxStatement,
        Duration idle,
        Ceilings ceilings,
        Function<String, Optional<View>> view,
        Hearing witness,
        boolean discreet,
        Backgrounds backgrounds,
        int heard,
        Supplier<CompletableFuture<?>> lookAgain,
        Supplier<CompletableFuture<Void>> look) {}
