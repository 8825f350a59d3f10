package dev.sallyport.authority.budget;

import dev.sallyport.api.decision.Reservation;
import java.util.List;

/// The counters' answer to a set of needs.
public sealed interface Tender {

    /// All of it fits.
    ///
    /// @param chosen the line that pays for each need, in the order of the needs
    /// @param records rows after which the answer must be cut; `Long.MAX_VALUE` for none
    record Taken(List<Bid> chosen, long records, Reservation reservation) implements Tender {
        public Taken {
            chosen = List.copyOf(chosen);
        }
    }

    /// It would fit, but a human has to release it first. Nothing was taken.
    ///
    /// @param order as in [Reservation#order]
    record Held(Bid bid, long order) implements Tender {}

    /// It does not fit. Nothing was taken.
    ///
    /// @param limit the configuration path of the limit that stops it
    /// @param span per what, in words
    /// @param asked `Long.MAX_VALUE` when nobody knows
    /// @param order as in [Reservation#order]; 0 when no counter was asked
    record Exceeded(Subject subject, String limit, String span, long used, long asked, long allowed, long order)
            implements Tender {}
}
