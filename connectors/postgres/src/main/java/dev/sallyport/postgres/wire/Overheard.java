package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.target.Verb;
import dev.sallyport.transport.Ticket;
import io.netty.buffer.ByteBuf;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The first rows that an agent got to read of one answer, told to the gateway, so that a value of a later
/// action can be traced to them and an instruction in them is seen (R2). Where nobody wants to hear them, all
/// that is done for a row is to compare two references. On the loop.
final class Overheard {

    private static final int MOST_ROWS = 200;

    private final Mediator mediator;
    private final int most;
    private RowTexts rows = new RowTexts(0);
    private @Nullable Ticket of;
    private boolean wanted;
    private int count;

    /// @param most characters of an answer; 0 for nothing
    Overheard(Mediator mediator, int most) {
        this.mediator = mediator;
        this.most = most;
    }

    /// Asked once for each answer, at its first row.
    private boolean wants(Ticket head) {
        if (of != head) {
            of = head;
            count = 0;
            wanted = most > 0 && reads(head) && mediator.hears();
            if (wanted) rows = new RowTexts(most);
        }
        return wanted;
    }

    private static boolean reads(Ticket head) {
        for (Operation operation : head.operations()) if (isRead(operation)) return true;
        return false;
    }

    private static boolean isRead(Operation operation) {
        return !operation.concernsSessionOnly() && operation.verb() != Verb.DISCOVER;
    }

    /// One row as the agent gets it, masked where it is; one that is not whole, or of COPY, is left out.
    ///
    /// @param whole bytes of its message
    void row(Ticket head, Looks looks, ByteBuf in, int at, int end, int whole) {
        if (!wants(head) || end - at != whole || in.getByte(at) != 'D') return;
        Layout layout = looks.layout(head);
        if (layout != null) rows.add(new Row(in, at, end, looks.formats(head, layout), layout));
        if (rows.length() >= most || ++count >= MOST_ROWS) tell(head);
    }

    /// The answer is over.
    void ended(Ticket head) {
        if (of == head && wanted) tell(head);
        of = null;
    }

    private void tell(Ticket head) {
        wanted = false;
        String text = rows.text();
        if (!text.isEmpty()) mediator.observed(new Turn("tool", text, source(head), Tier.OBSERVED, head.requestId()));
    }

    /// `crm/customers, crm/tickets`
    private static String source(Ticket head) {
        return head.operations().stream()
                .filter(Overheard::isRead)
                .map(operation -> operation.resource().path())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
