package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.View;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a target is reached and understood.
///
/// @param tls null where the configuration says `tls: disable`
/// @param clearText agents may come without TLS
/// @param view what statements mean there now; empty while the catalog cannot be had (then nothing is understood)
public record Route(
        String target,
        String host,
        int port,
        String database,
        @Nullable SslContext tls,
        boolean clearText,
        Supplier<Optional<View>> view) {}
