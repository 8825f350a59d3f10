package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.plan.Hearing;
import dev.sallyport.postgres.target.TargetSettings;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A route to a server that is asked nothing: a name that is not known stays unknown, and there is no second witness.
public final class PlainRoute {

    private PlainRoute() {}

    public static Route of(
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
            Supplier<CompletableFuture<Void>> look) {
        return new Route(
                target,
                host,
                port,
                database,
                tls,
                clearText,
                maxStatement,
                idle,
                ceilings,
                view,
                Hearing.off(),
                false,
                new Backgrounds(),
                TargetSettings.DEFAULT_HEARD,
                () -> CompletableFuture.completedFuture(null),
                look);
    }
}
