package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.BoundListener;
import dev.sallyport.transport.EventLoops;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// A socket where agents speak PostgreSQL.
public final class PostgresListener {

    private PostgresListener() {}

    /// @param reach asked anew by every conversation, so that it can follow a reload
    public static Listener open(
            ListenAddress address,
            EventLoops loops,
            Gate<? extends LogIn> gate,
            SqlGrammar grammar,
            Supplier<Reach> reach,
            Stock stock,
            Executor blocking)
            throws IOException {
        Surroundings around =
                new Surroundings(loops, gate, grammar, reach, new Cancellations(), stock, blocking, System::nanoTime);
        return BoundListener.bind(
                loops,
                address,
                () -> around.limits().maxConversations(),
                () -> Conversation.handler(around),
                channel -> Conversation.tooMany(around, channel));
    }
}
