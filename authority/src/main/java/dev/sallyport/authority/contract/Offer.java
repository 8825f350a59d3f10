package dev.sallyport.authority.contract;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.authority.budget.Bid;
import java.util.List;

/// What a contract says to one operation.
sealed interface Offer {

    /// @param bids of every line that covers it; those that need no human first
    record Lines(List<Bid> bids) implements Offer {}

    record Refused(Deny deny) implements Offer {}
}
