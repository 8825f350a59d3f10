package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Puts refusals into the trail, but not so many that those who knock without a proof could fill the disk: beyond
/// the rate they are counted, and one record per peer and window sums them up. Safe on every thread.
final class Refusals {

    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

    /// A stranger chooses what it asks for; a start-up packet has room for 10,000 bytes of it.
    private static final int LONGEST_TARGET = 128;

    private static final int LONGEST_DETAIL = 512;

    private final Trail trail;
    private final Executor blocking;
    private final InstantSource clock;
    private final Ids ids;
    private final GatewayMetrics metrics;
    private final GatewayLimits.RefusalRecords limits;
    private RefusalWindow window;

    Refusals(
            Trail trail,
            Executor blocking,
            InstantSource clock,
            Ids ids,
            GatewayMetrics metrics,
            GatewayLimits.RefusalRecords limits) {
        this.trail = trail;
        this.blocking = blocking;
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
        Rejection rejection = new Rejection(approach.target(), approach.peer(), why.reason(), why.forTrail());
        Noted noted = note(rejection);
        write(noted.records());
        return noted.requestId();
    }

    /// As [#record], without waiting: nothing is handed to another thread but what the rate lets through.
    ///
    /// @return the request id
    String post(Rejection rejection) {
        Noted noted = note(rejection);
        if (!noted.records().isEmpty()) later(noted.records());
        return noted.requestId();
    }

    private void later(List<AuditEvent.Refused> records) {
        try {
            blocking.execute(() -> write(records));
        } catch (RejectedExecutionException stopping) {
            metrics.recordLost();
            LOG.log(System.Logger.Level.WARNING, "a refusal could not be recorded: the gateway is stopping");
        }
    }

    /// @param records what is to be written because of it: the sums of a window that is over, and itself
    private record Noted(String requestId, List<AuditEvent.Refused> records) {}

    private Noted note(Rejection rejection) {
        String id = ids.refusal();
        Instant now = clock.instant();
        metrics.refused(rejection.reason());
        List<AuditEvent.Refused> records = new ArrayList<>(turnTo(now));
        AuditEvent.Refused event = new AuditEvent.Refused(
                now,
                id,
                clipped(rejection.target(), LONGEST_TARGET),
                rejection.peer(),
                rejection.reason(),
                clipped(rejection.detail(), LONGEST_DETAIL));
        if (admits(event)) records.add(event);
        return new Noted(id, records);
    }

    private static String clipped(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
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
