package dev.sallyport.http.wire;

import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Visit;

/// One session at an HTTP target. Immutable.
public record ApiVisit(Place place, ApiLease lease) implements Visit {

    @Override
    public Clerk request(RequestHead head, Exchange exchange) {
        return new ApiClerk(place, lease, head, exchange);
    }

    @Override
    public void ended() {}
}
