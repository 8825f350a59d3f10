package dev.sallyport.mcp.wire;

import dev.sallyport.api.session.Session;
import dev.sallyport.mcp.answer.Visibility;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Visit;

/// One admitted session at one MCP server. Safe on every thread.
final class McpVisit implements Visit {

    private final McpTarget target;
    private final Owner owner;
    private final McpLease lease;
    private final Visibility visibility;
    private volatile boolean listed;

    McpVisit(McpTarget target, Session session, McpLease lease) {
        this.target = target;
        this.owner = Owner.of(session);
        this.lease = lease;
        this.visibility = new Visibility(
                target.desk().settings(),
                target.desk().shelf(),
                session.access().envelope());
    }

    Owner owner() {
        return owner;
    }

    McpLease lease() {
        return lease;
    }

    Visibility visibility() {
        return visibility;
    }

    boolean listed() {
        return listed;
    }

    void listed(boolean now) {
        listed = now;
    }

    @Override
    public Clerk request(RequestHead head, Exchange exchange) {
        if (target.metadata().takes(head.path()))
            return new FixedClerk(exchange, target.metadata().answer());
        if (!target.isEndpoint(head.path())) return FixedClerk.notFound(exchange);
        return switch (head.method()) {
            case "POST" -> new PostClerk(target.desk(), target.messenger(), this, head, exchange);
            case "GET", "DELETE" -> new BareClerk(target.desk(), target.messenger(), this, head, exchange);
            default -> FixedClerk.notAllowed(exchange);
        };
    }

    @Override
    public void ended() {
        target.left(this);
    }
}
