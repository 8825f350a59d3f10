package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.judge.ChatJudge;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.postgres.PostgresConnector;
import dev.sallyport.postgres.PostgresTarget;
import dev.sallyport.postgres.Served;
import dev.sallyport.postgres.lease.LeaseNames;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What agents can reach now and how the listener shows itself, and how both are changed: made ready in
/// full, then swapped in at once. `prepare` and what follows it are called by one thread at a time.
final class Serving {

    private static final Duration READY_WITHIN = Duration.ofSeconds(15);

    private final Ground ground;
    private final JudgeSeat judge;
    private volatile Targets targets = Targets.NONE;
    private volatile Certificate certificate = Certificate.NONE;

    Serving(Secrets secrets, InstantSource clock) {
        this.ground = new Ground(secrets, clock, new LeaseNames());
        this.judge = new JudgeSeat(clock);
    }

    /// @param before those that are in force, which may know what may be used only once
    Map<String, AuthMethod> authMethods(Configuration configuration, Map<String, AuthMethod> before, Instant now) {
        return Catalog.authMethods(configuration, ground.secrets()::read, before, now);
    }

    /// Ready to be served, or to be discarded.
    record Next(Targets targets, Certificate certificate, Served served, Optional<ChatJudge> judge) {}

    /// @throws IOException when a secret, a certificate or the authorities of a target cannot be read;
    ///     then nothing has changed and nothing new stays open
    Next prepare(Configuration configuration) throws IOException {
        Optional<ChatJudge> asked = judge.prepare(configuration, ground.secrets()::read);
        Certificate shown = Certificate.read(configuration, ground.secrets(), certificate);
        Targets prepared = Targets.NONE;
        boolean ready = false;
        try {
            prepared = targets.prepare(configuration, ground);
            Next next = new Next(prepared, shown, prepared.served(shown.face(), configuration), asked);
            ready = true;
            return next;
        } finally {
            if (!ready) discard(prepared, shown);
        }
    }

    /// Whether files that the configuration names say something else than they did, although it says
    /// the same.
    boolean renewed(Next next) {
        return !renewals(next).isEmpty();
    }

    /// What is reached or shown anew, for the trail.
    List<String> renewals(Next next) {
        List<String> renewals = new ArrayList<>();
        next.targets().newSince(targets).forEach(name -> renewals.add("targets." + name));
        if (!next.certificate().content().equals(certificate.content())) renewals.add("tls");
        return renewals;
    }

    void awaitCatalogs(Next next) {
        next.targets().awaitCatalogs(targets, READY_WITHIN);
    }

    /// The first time.
    void begin(Next first) {
        targets = first.targets();
        certificate = first.certificate();
        judge.seat(first.judge());
        first.targets().succeed(Targets.NONE);
    }

    /// From now on new sessions use it.
    ///
    /// @return to be run once the sessions have been reconsidered: ends what is not served any more
    Runnable swap(Next next, PostgresConnector connector) {
        Targets before = targets;
        Certificate shown = certificate;
        connector.serve(next.served());
        targets = next.targets();
        certificate = next.certificate();
        judge.seat(next.judge());
        return () -> {
            next.targets().succeed(before);
            shown.closeUnless(next.certificate());
        };
    }

    void discard(Next next) {
        discard(next.targets(), next.certificate());
    }

    private void discard(Targets prepared, Certificate shown) {
        prepared.discard(targets);
        shown.closeUnless(certificate);
    }

    /// What the session endpoint shows now.
    SslContext http() {
        SslContext tls = certificate.http().now();
        if (tls == null) throw new IllegalStateException("the session endpoint needs `tls`");
        return tls;
    }

    /// The judge in force, whoever it is.
    Judge judge() {
        return judge;
    }

    Map<String, PostgresTarget> running() {
        return targets.all();
    }

    void close() {
        judge.close();
        targets.close();
        certificate.closeUnless(Certificate.NONE);
    }
}
