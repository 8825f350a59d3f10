package dev.sallyport.gateway;

import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Admission.TurnedAway;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/// The one corridor, as one connector sees it: authenticate, open a session, mediate, record.
///
/// Blocks; many virtual threads call it at once. Every refusal has a request id and stands in the
/// trail, or in the sum of many. When it refuses, throws or is interrupted, the lease is being
/// destroyed and the session closed in the trail, in the background.
final class Corridor<L extends CredentialLease> implements Gate<L> {

    static final Refusal STOPPING =
            new Refusal(RefusalReason.TARGET_UNAVAILABLE, "the gateway is stopping; connect again later");

    private final Recognition recognition;
    private final Connector<L> connector;
    private final Shared shared;

    Corridor(Recognition recognition, Connector<L> connector, Shared shared) {
        this.recognition = recognition;
        this.connector = connector;
        this.shared = shared;
    }

    @Override
    public Admission<L> admit(Approach approach, ScheduledExecutorService loop) throws InterruptedException {
        return switch (recognition.recognise(approach)) {
            case Recognition.Known known -> seat(approach, known, loop);
            case Recognition.Stranger stranger -> turnAway(approach, stranger.why());
        };
    }

    @Override
    public String turnedAway(Rejection rejection) {
        return shared.refusals().post(rejection);
    }

    private Admission<L> seat(Approach approach, Recognition.Known known, ScheduledExecutorService loop)
            throws InterruptedException {
        Workload workload = known.workload();
        Optional<Instant> out = shared.quarantine().of(workload, known.delegation());
        if (out.isPresent()) return turnAway(approach, Sessions.quarantined(out.get()));
        String rule = known.entry().access().rule();
        return switch (shared.seats()
                .take(workload.countedAs(), rule, grant(known), known.place().connections())) {
            case Seats.Full full -> turnAway(approach, new Refusal(RefusalReason.TOO_MANY_SESSIONS, full.detail()));
            case Seats.Seat seat ->
                open(
                        new Opening<>(
                                session(approach, known), known.declared(), approach, connector, loop, shared, seat),
                        approach);
        };
    }

    private Admission<L> open(Opening<L> opening, Approach approach) throws InterruptedException {
        String leftBehindBy = "the gateway failed inside";
        try {
            Optional<Refusal> refusal = opening.open();
            if (Thread.interrupted()) {
                leftBehindBy = "interrupted while it was opened";
                throw new InterruptedException(leftBehindBy);
            }
            leftBehindBy = refusal.map(Refusal::forTrail).orElse("");
            return refusal.isPresent() ? turnAway(approach, refusal.get()) : opening.admitted();
        } finally {
            if (!leftBehindBy.isEmpty()) opening.abandon(leftBehindBy);
        }
    }

    /// Ends with the proof, the rule or the gateway's own limit, whichever comes first.
    private Session session(Approach approach, Recognition.Known known) {
        Workload workload = known.workload();
        Instant now = shared.now();
        Instant longest = now.plus(shared.limits().sessions().longest());
        Delegation delegation = known.delegation();
        Instant end = Stream.of(
                        workload.validUntil(),
                        known.entry().access().latestEnd(),
                        known.place().endsAt(),
                        longest)
                .min(Instant::compareTo)
                .orElse(now)
                .truncatedTo(ChronoUnit.MICROS);
        return new Session(
                shared.ids().session(),
                workload,
                actors(delegation),
                approach.target(),
                known.entry().purpose(),
                known.entry().access(),
                now,
                end,
                delegation);
    }

    private static List<String> actors(Delegation delegation) {
        return delegation.above().reversed().stream()
                .map(grant -> grant.workload().toString())
                .toList();
    }

    private static String grant(Recognition.Known known) {
        return known.delegation().isNone() ? "" : known.delegation().own().id();
    }

    private TurnedAway<L> turnAway(Approach approach, Refusal why) {
        String requestId = shared.refusals().record(approach, why);
        return new TurnedAway<>(why.reason(), why.detail(), requestId);
    }
}
