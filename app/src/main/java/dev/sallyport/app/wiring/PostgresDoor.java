package dev.sallyport.app.wiring;

import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.postgres.PostgresConnector;
import dev.sallyport.postgres.Served;
import dev.sallyport.transport.EventLoops;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Where the PostgreSQL protocol is spoken: one grammar and one connector for all targets of that kind, now and after
/// a reload.
final class PostgresDoor {

    private final HostPort address;
    private final SqlGrammar grammar;
    private final CompletableFuture<Void> warm;

    private PostgresDoor(HostPort address, SqlGrammar grammar) {
        this.address = address;
        this.grammar = grammar;
        this.warm = grammar.warmUp();
    }

    /// @return empty when nothing listens for it, so that nobody waits for its grammar
    static Optional<PostgresDoor> of(Configuration configuration) {
        HostPort address = configuration.listen().postgres();
        if (address == null) return Optional.empty();
        return Optional.of(new PostgresDoor(
                address,
                new SqlGrammar(
                        new PortableEngine(LimitsFrom.engine(configuration)), LimitsFrom.grammar(configuration))));
    }

    /// Completes when the grammar is quick.
    CompletableFuture<Void> warm() {
        return warm;
    }

    PostgresConnector connector(Served first, EventLoops loops, Executor blocking) {
        return new PostgresConnector(first, loops, grammar, blocking);
    }

    Listener listen(PostgresConnector connector, Gateway gateway, Supplier<? extends Map<String, AuthMethod>> methods)
            throws IOException {
        return connector.listen(address.listenAddress(), gateway.corridor(methods, connector));
    }

    void close() {
        grammar.close();
    }
}
