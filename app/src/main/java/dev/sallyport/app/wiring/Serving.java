package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.judge.ChatJudge;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.postgres.PostgresConnector;
import dev.sallyport.postgres.Served;
import dev.sallyport.transport.http.HttpLimits;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
    private final SecureRandom random;
    private volatile Certificate certificate = Certificate.NONE;
    private volatile ForwardProxy forward = ForwardProxy.NONE;

    Serving(Ground ground, SecureRandom random) {
        this.ground = ground;
        this.judge = new JudgeSeat(ground.clock());
        this.random = random;
    }

    /// @param before those that are in force, which may know what may be used only once
    Map<String, AuthMethod> authMethods(Configuration configuration, Map<String, AuthMethod> before, Instant now) {
        return Catalog.authMethods(configuration, ground.secrets()::read, before, now);
    }

    /// Ready to be served, or to be discarded.
    ///
    /// @param http what peers over HTTP may cost
    record Next(
            Targets targets,
            Certificate certificate,
            ForwardProxy forward,
            Served postgres,
            HttpLimits http,
            Optional<ChatJudge> judge) {}

    /// @throws IOException when a secret, a certificate or the authorities of a target cannot be read;
    ///     then nothing has changed and nothing new stays open
    Next prepare(Configuration configuration) throws IOException {
        Optional<ChatJudge> asked = judge.prepare(configuration, ground.secrets()::read);
        Certificate shown = Certificate.read(configuration, ground.secrets(), certificate);
        Targets prepared = Targets.NONE;
        boolean ready = false;
        try {
            prepared = targets.prepare(configuration, ground);
            Next next = new Next(
                    prepared,
                    shown,
                    ForwardProxy.of(configuration, ground.clock(), random),
                    prepared.postgres(shown.face(), configuration),
                    LimitsFrom.http(configuration),
                    asked);
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

    void awaitReadiness(Next next) {
        next.targets().awaitReadiness(targets, READY_WITHIN);
    }

    /// The first time.
    void begin(Next first) {
        targets = first.targets();
        certificate = first.certificate();
        forward = first.forward();
        judge.seat(first.judge());
        first.targets().succeed(Targets.NONE);
    }

    /// From now on new sessions use it.
    ///
    /// @return to be run once the sessions have been reconsidered: ends what is not served any more
    Runnable swap(Next next, Optional<PostgresConnector> connector, Optional<HttpDoor> door) {
        Targets before = targets;
        Certificate shown = certificate;
        connector.ifPresent(open -> open.serve(next.postgres()));
        door.ifPresent(open -> open.serve(next));
        targets = next.targets();
        certificate = next.certificate();
        forward = next.forward();
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

    /// PEM of the authority that agents of the forward proxy are to trust; empty when there is none.
    Optional<String> authority() {
        return forward.pem();
    }

    /// The judge in force, whoever it is.
    Judge judge() {
        return judge;
    }

    Targets running() {
        return targets;
    }

    void close() {
        judge.close();
        targets.close();
        certificate.closeUnless(Certificate.NONE);
    }
}
