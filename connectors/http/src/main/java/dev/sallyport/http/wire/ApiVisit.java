package dev.sallyport.http.wire;

import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Visit;

/// One session at an HTTP target. Immutable.
///
/// @param observed nothing is enforced but the wall
public record ApiVisit(Place place, ApiLease lease, boolean observed) implements Visit {

    @Override
    public Clerk request(RequestHead head, Exchange exchange) {
        return new ApiClerk(place, lease, observed, head, exchange);
    }

    @Override
    public void ended() {}
}
