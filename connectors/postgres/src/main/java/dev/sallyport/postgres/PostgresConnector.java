package dev.sallyport.postgres;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.wire.PostgresListener;
import dev.sallyport.postgres.wire.Route;
import dev.sallyport.postgres.wire.Stock;
import dev.sallyport.transport.EventLoops;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/// PostgreSQL, all targets of that kind. Safe on every thread.
public final class PostgresConnector implements Connector<LogIn>, AutoCloseable {

    private final EventLoops loops;
    private final SqlGrammar grammar;
    private final Executor blocking;
    private final Stock stock;
    private volatile Served served;

    /// @param served its targets stay the caller's
    /// @param blocking runs what may block: virtual threads
    public PostgresConnector(Served served, EventLoops loops, SqlGrammar grammar, Executor blocking) {
        this.served = served;
        this.loops = loops;
        this.grammar = grammar;
        this.blocking = blocking;
        this.stock = new Stock(loops, blocking);
        served.adopt();
    }

    /// From now on these are served, whole. Sessions that are open keep what they have: ending those whose lease does
    /// not fit any more is the caller's.
    public void serve(Served next) {
        next.adopt();
        served = next;
        stock.clear();
    }

    @Override
    public LogIn lease(LeaseRequest request) throws IOException {
        Served now = served;
        PostgresTarget target = now.target(request.session().target());
        Route route = now.reach().routes().get(request.session().target());
        if (target == null || route == null)
            throw new IOException("no such target: `" + request.session().target() + "`");
        Optional<LogIn> ready = target.roles()
                .flatMap(roles -> stock.take(roles, route, now.reach().limits(), request));
        return ready.isPresent() ? ready.get() : target.mint(request);
    }

    /// Destroys what was made ahead. Call it before the targets are closed.
    @Override
    public void close() {
        stock.close();
    }

    @Override
    public Listener listen(ListenAddress address, Gate<LogIn> gate) throws IOException {
        return PostgresListener.open(address, loops, gate, grammar, () -> served.reach(), stock, blocking);
    }
}
