package dev.sallyport.app.wiring.wall;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Visit;

/// One session behind the wall of its role.
record WalledVisit(Visit visit, String target, Wall wall, Gate<?> gate) implements Visit {

    @Override
    public Clerk request(RequestHead head, Exchange exchange) {
        WalledExchange walled = new WalledExchange(exchange, target, head.peer(), wall, gate);
        Clerk clerk = visit.request(head, walled);
        walled.wordedBy(clerk);
        return clerk;
    }

    @Override
    public void ended() {
        visit.ended();
    }
}
