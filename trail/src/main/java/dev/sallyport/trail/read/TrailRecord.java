package dev.sallyport.trail.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.trail.line.EventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One record. What an agent wrote in it may hold anything: escape before showing it.
///
/// @param json the whole line; treat it as read-only
public record TrailRecord(Position next, long seq, Instant at, EventKind kind, JsonNode json) implements TrailLine {

    /// Empty for kinds without one.
    public String session() {
        return text("session");
    }

    /// Empty for kinds without one.
    public String request() {
        return text("request");
    }

    /// What the box of a sealed record is bound to: its request, its grant, or its session.
    public String sealedFor() {
        return switch (kind) {
            case DECIDED -> request();
            case TASK_OPENED, CONTEXT_ADDED -> text("grant");
            case REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    PERFORMED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    TASK_ENDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> session();
        };
    }

    /// The text of a field, empty when it is not there.
    public String text(String field) {
        return json.path(field).asText("");
    }

    /// True for a decision that let something happen.
    public boolean permits() {
        return kind == EventKind.DECIDED && text("verdict").equals("permit");
    }

    /// What a permit reserved or an outcome was charged; empty for everything else.
    public List<Reservation.Charge> charges() {
        List<Reservation.Charge> charges = new ArrayList<>();
        for (JsonNode charge : json.path("charges"))
            charges.add(new Reservation.Charge(
                    charge.path("counter").asText(""),
                    strings(charge.path("keys")),
                    charge.path("records").asLong()));
        return List.copyOf(charges);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : array) values.add(value.asText(""));
        return values;
    }
}
