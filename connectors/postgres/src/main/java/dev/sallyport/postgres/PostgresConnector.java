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
import dev.sallyport.postgres.wire.WireLimits;
import dev.sallyport.transport.EventLoops;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, all targets of that kind. Safe on every thread.
public final class PostgresConnector implements Connector<LogIn> {

    private final Map<String, PostgresTarget> targets;
    private final EventLoops loops;
    private final SqlGrammar grammar;
    private final @Nullable SslContext tls;
    private final WireLimits limits;
    private final Executor blocking;

    /// @param targets by name; they stay the caller's
    /// @param tls the listener's certificate; null when every target allows clear text
    /// @param blocking runs what may block: virtual threads
    public PostgresConnector(
            Map<String, PostgresTarget> targets,
            EventLoops loops,
            SqlGrammar grammar,
            @Nullable SslContext tls,
            WireLimits limits,
            Executor blocking) {
        this.targets = Map.copyOf(targets);
        this.loops = loops;
        this.grammar = grammar;
        this.tls = tls;
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public LogIn lease(LeaseRequest request) throws IOException {
        PostgresTarget target = targets.get(request.session().target());
        if (target == null)
            throw new IOException("no such target: `" + request.session().target() + "`");
        return target.mint(request);
    }

    @Override
    public Listener listen(ListenAddress address, Gate<LogIn> gate) throws IOException {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (PostgresTarget target : targets.values()) routes.put(target.name(), target.route());
        return PostgresListener.open(address, loops, gate, grammar, routes, tls, limits, blocking);
    }
}
