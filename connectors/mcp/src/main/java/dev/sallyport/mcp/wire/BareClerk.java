package dev.sallyport.mcp.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.action.Objection;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;
import dev.sallyport.transport.http.RequestHead;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// GET and DELETE of a legacy revision: listening to a server, and leaving it.
final class BareClerk implements Clerk {

    private final Desk desk;
    private final Messenger messenger;
    private final McpVisit visit;
    private final RequestHead head;
    private final Exchange exchange;
    private final Wording wording;

    BareClerk(Desk desk, Messenger messenger, McpVisit visit, RequestHead head, Exchange exchange) {
        this.desk = desk;
        this.messenger = messenger;
        this.visit = visit;
        this.head = head;
        this.exchange = exchange;
        this.wording = new Wording(desk.writer());
    }

    @Override
    public Intake intake() {
        return new Intake.HeadOnly();
    }

    @Override
    public void asked(Request request) {
        HeaderFields headers = new HeaderFields(head.fields());
        Optional<Objection> objection =
                desk.headers().origin(headers).or(() -> desk.headers().bare(headers));
        if (objection.isPresent()) exchange.answer(wording.objection(List.of(), objection.get()));
        else within(headers);
    }

    private void within(HeaderFields headers) {
        if (headers.all(HeaderValues.SESSION).isEmpty()) {
            go(new Inquiry(head, List.of(), false, visit, null));
            return;
        }
        Optional<McpSession> session = headers.one(HeaderValues.SESSION)
                .flatMap(handle -> desk.sessions().find(handle, visit.owner()));
        if (session.isPresent()) go(new Inquiry(head, List.of(), false, visit, session.get()));
        else exchange.answer(wording.objection(List.of(), noSession()));
    }

    static Objection noSession() {
        return new Objection(404, RpcCode.INVALID_REQUEST, "there is no such MCP session; initialize a new one");
    }

    private void go(Inquiry inquiry) {
        if (head.method().equals("GET")) messenger.listen(inquiry, action("listen"), exchange);
        else messenger.leave(inquiry, action("leave"), exchange);
    }

    /// Concerns the conversation alone: what comes on the stream is looked at as it comes.
    private Action action(String what) {
        Resource session = new Resource(desk.settings().name(), Resource.SESSION, what, List.of());
        Operation operation = new Operation(Verb.READ, session, new Scope.AtMost(0), Set.of());
        String print = HexFormat.of().formatHex(CanonicalJson.sha256(what));
        return new Action(Action.Phase.PERFORM, List.of(operation), List.of(), head.method(), print);
    }

    @Override
    public Answer refused(Refusal why) {
        return wording.refused(List.of(), false, why);
    }
}
