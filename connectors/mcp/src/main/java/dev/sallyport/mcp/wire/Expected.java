package dev.sallyport.mcp.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Undertaken;
import java.util.List;

/// What a permitted action waits for.
///
/// @param pending its replies
/// @param done calls and records that it uses up whatever the replies show; 0 when it only reads
record Expected(List<Pending> pending, long done) {

    static final Expected NOTHING = new Expected(List.of(), 0);

    Expected {
        pending = List.copyOf(pending);
    }

    /// What comes back counts where something is read; a call counts as a call, however much it says.
    static Expected of(Inquiry inquiry, Action action, Permit permit, Exchange exchange) {
        boolean reads = action.operations().stream()
                .anyMatch(operation -> operation.verb().readsOnly());
        long done = Math.min(
                Undertaken.records(action.operations()), permit.limits().records());
        return new Expected(inquiry.pending(permit, exchange.requestId(), reads), done);
    }
}
