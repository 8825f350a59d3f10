package dev.sallyport.postgres;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.wire.PostgresListener;
import dev.sallyport.transport.EventLoops;
import java.io.IOException;
import java.util.concurrent.Executor;

/// PostgreSQL, all targets of that kind. Safe on every thread.
public final class PostgresConnector implements Connector<LogIn> {

    private final EventLoops loops;
    private final SqlGrammar grammar;
    private final Executor blocking;
    private volatile Served served;

    /// @param served its targets stay the caller's
    /// @param blocking runs what may block: virtual threads
    public PostgresConnector(Served served, EventLoops loops, SqlGrammar grammar, Executor blocking) {
        this.served = served;
        this.loops = loops;
        this.grammar = grammar;
        this.blocking = blocking;
        served.adopt();
    }

    /// From now on these are served, whole. Sessions that are open keep what they have: ending those whose lease does
    /// not fit any more is the caller's.
    public void serve(Served next) {
        next.adopt();
        served = next;
    }

    @Override
    public LogIn lease(LeaseRequest request) throws IOException {
        PostgresTarget target = served.target(request.session().target());
        if (target == null)
            throw new IOException("no such target: `" + request.session().target() + "`");
        return target.mint(request);
    }

    @Override
    public Listener listen(ListenAddress address, Gate<LogIn> gate) throws IOException {
        return PostgresListener.open(address, loops, gate, grammar, () -> served.reach(), blocking);
    }
}
