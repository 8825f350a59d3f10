package dev.sallyport.api.decision;

import java.util.List;

/// It may happen, within limits. Made by the room `authority` alone.
///
/// @param rule the access rule and contract line that allow it, such as `purposes.resolve-ticket.allow[0]`
/// @param reservation what was already taken from the budgets
public record Permit(
        String rule, Limits limits, List<Mask> masks, Reservation reservation, List<Signal> evidence, Stamp stamp)
        implements Settled {
    public Permit {
        masks = List.copyOf(masks);
        evidence = List.copyOf(evidence);
    }

    public Permit(String rule, Limits limits, List<Mask> masks, Reservation reservation, List<Signal> evidence) {
        this(rule, limits, masks, reservation, evidence, Stamp.after(reservation.order()));
    }
}
