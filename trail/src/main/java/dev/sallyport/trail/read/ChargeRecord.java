package dev.sallyport.trail.read;

import dev.sallyport.api.decision.Reservation;
import java.time.Instant;
import java.util.List;

/// What one record says about the budgets, for rebuilding the counters after a restart (R5).
///
/// A `PERFORMED` replaces what the `DECIDED` of the same request reserved; a `DECIDED` without one keeps its whole
/// reservation, because its outcome is unknown.
public record ChargeRecord(
        Instant at, String requestId, String sessionId, Kind kind, List<Reservation.Charge> charges) {

    public ChargeRecord {
        charges = List.copyOf(charges);
    }

    public enum Kind {
        DECIDED,
        PERFORMED
    }
}
