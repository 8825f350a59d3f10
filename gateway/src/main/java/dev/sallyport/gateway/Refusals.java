package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.connector.Approach;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Puts refusals into the trail, but not so many that those who knock without a proof could fill the disk: beyond
/// the rate they are counted, and one record per peer and window sums them up. Safe on every thread.
final class Refusals {

    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

    private final Trail trail;
    private final InstantSource clock;
    private final Ids ids;
    private final GatewayMetrics metrics;
    private final GatewayLimits.RefusalRecords limits;
    private RefusalWindow window;

    Refusals(Trail trail, InstantSource clock, Ids ids, GatewayMetrics metrics, GatewayLimits.RefusalRecords limits) {
        this.trail = trail;
        this.clock = clock;
        this.ids = ids;
        this.metrics = metrics;
        this.limits = limits;
        this.window = new RefusalWindow(clock.instant(), limits);
    }

    /// May block on the trail. A record that cannot be written changes nothing: the guest stays outside.
    ///
    /// @return the request id
    String record(Approach approach, Refusal why) {
        String id = ids.refusal();
        Instant now = clock.instant();
        metrics.refused(why.reason());
        write(turnTo(now));
        AuditEvent.Refused event =
                new AuditEvent.Refused(now, id, approach.target(), approach.peer(), why.reason(), why.forTrail());
        if (admits(event)) write(List.of(event));
        return id;
    }

    /// Sums up a window that is over: to be called now and then, since nobody may knock for a while.
    void flush() {
        write(turnTo(clock.instant()));
    }

    /// Sums up what has been counted so far: nobody knocks any more.
    void close() {
        write(closeWindow(clock.instant()));
    }

    private synchronized boolean admits(AuditEvent.Refused event) {
        return window.admits(event);
    }

    private synchronized List<AuditEvent.Refused> turnTo(Instant now) {
        return window.over(now) ? closeWindow(now) : List.of();
    }

    private synchronized List<AuditEvent.Refused> closeWindow(Instant now) {
        List<AuditEvent.Refused> summaries = window.summaries(now);
        window = new RefusalWindow(now, limits);
        return summaries;
    }

    private void write(List<AuditEvent.Refused> events) {
        try {
            for (AuditEvent.Refused event : events) {
                trail.write(event);
            }
        } catch (IOException e) {
            metrics.recordLost();
            LOG.log(System.Logger.Level.WARNING, "a refusal could not be recorded", e);
        }
    }
}
