package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.BoundListener;
import dev.sallyport.transport.EventLoops;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A socket where agents speak PostgreSQL.
public final class PostgresListener {

    private PostgresListener() {}

    /// @param routes by target name
    /// @param tls null: no TLS is offered, and only targets that allow clear text can be reached
    public static Listener open(
            ListenAddress address,
            EventLoops loops,
            Gate<? extends LogIn> gate,
            SqlGrammar grammar,
            Map<String, Route> routes,
            @Nullable SslContext tls,
            WireLimits limits,
            Executor blocking)
            throws IOException {
        Surroundings surroundings = new Surroundings(
                loops, gate, grammar, Map.copyOf(routes), tls, limits, new Cancellations(), blocking, System::nanoTime);
        return BoundListener.bind(
                loops,
                address,
                limits.maxConversations(),
                () -> Conversation.handler(surroundings),
                channel -> Conversation.tooMany(surroundings, channel));
    }
}
