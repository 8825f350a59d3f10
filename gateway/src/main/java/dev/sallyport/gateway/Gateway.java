package dev.sallyport.gateway;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Reception;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.gateway.context.Contexts;
import dev.sallyport.gateway.context.Writings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/// One gateway: what its corridors share, and the handles by which the application moves it. Safe on every
/// thread.
public final class Gateway {

    private final Shared shared;

    public Gateway(Outside outside, GatewayPolicy policy) {
        this(outside, policy, Thread::sleep);
    }

    Gateway(Outside outside, GatewayPolicy policy, Pause pause) {
        GatewayLimits limits = policy.limits();
        InstantSource clock = outside.clock();
        GatewayMetrics metrics = new GatewayMetrics();
        Ids ids = new Ids(outside.random());
        Quarantine quarantine = new Quarantine(clock, limits.quarantine().workloads());
        Seats seats = new Seats(limits.sessions(), policy.maxSessions());
        Holds holds = new Holds(outside.trail(), clock, ids, limits.actions().holds());
        Sessions sessions =
                new Sessions(outside, quarantine, limits.quarantine().length(), policy.shape());
        Refusals refusals = new Refusals(outside.trail(), outside.blocking(), clock, ids, metrics, limits.refusals());
        this.shared = new Shared(
                outside,
                policy,
                pause,
                ids,
                new Pens(outside.trail()),
                seats,
                quarantine,
                holds,
                sessions,
                refusals,
                new Contexts(),
                new Writings(),
                metrics);
        metrics.gauge("sessions.open", sessions::size);
        metrics.gauge("sessions.seats", seats::taken);
        metrics.gauge("holds.waiting", holds::size);
        metrics.gauge("contexts.remembered", shared.contexts()::size);
    }

    /// The way in for one connector.
    ///
    /// @param methods by configured name, in the order in which they are asked; read anew for every guest,
    /// so that
    ///     it can follow a reload
    public <L extends CredentialLease> Gate<L> corridor(
            Supplier<? extends Map<String, AuthMethod>> methods, Connector<L> connector) {
        Recognition recognition = new Recognition(methods, shared.outside());
        return new Corridor<>(recognition, connector, shared);
    }

    /// The way in for whoever gives out session tokens.
    ///
    /// @param methods as for [#corridor]
    public Reception reception(Supplier<? extends Map<String, AuthMethod>> methods) {
        return new FrontDesk(methods, shared);
    }

    /// What is remembered of what was said and heard: empty after a start, to be filled before anybody is let in.
    public Contexts contexts() {
        return shared.contexts();
    }

    public Sessions sessions() {
        return shared.sessions();
    }

    public Holds holds() {
        return shared.holds();
    }

    public Quarantine quarantine() {
        return shared.quarantine();
    }

    public GatewayMetrics metrics() {
        return shared.metrics();
    }

    /// To be called every minute: reconsiders the open sessions (R18) and sums up refusals. May block on
    /// the trail.
    public void everyMinute() {
        shared.sessions().reconsider();
        shared.refusals().flush();
    }

    /// Asks the auth methods again about every task and every open session (R18). To be called beside [#everyMinute]
    /// and when a key or a revocation changed. Blocks as the methods do, and as ending a task does.
    ///
    /// @param methods as for [#corridor]
    /// @param tasks that session tokens were given out for, each with the proof that opened it
    /// @return how many sessions and tasks were ended by it, without those that hung on a task
    public int reattest(Map<String, AuthMethod> methods, Collection<Attested> tasks) throws InterruptedException {
        Reattestation run = new Reattestation(methods, shared.outside().clock());
        return run.run(tasks) + run.run(shared.sessions().attested());
    }

    /// Ends all sessions and waits until their leases are gone. Close the listeners first, the loops,
    /// the `blocking` executor and the trail afterwards.
    ///
    /// @return false when some were left after this time; the connectors' sweepers find them
    public boolean stop(Duration patience) throws InterruptedException {
        shared.sessions().endAll("the gateway is stopping");
        boolean empty = shared.seats().awaitEmpty(patience);
        shared.refusals().close();
        return empty;
    }
}
