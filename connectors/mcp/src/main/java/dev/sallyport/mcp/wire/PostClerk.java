package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.mcp.action.Asked;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.action.Objection;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader.Reading;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Intake;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.Request;
import dev.sallyport.transport.http.RequestHead;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// POST: messages of an agent.
final class PostClerk implements Clerk {

    private static final System.Logger LOG = System.getLogger(PostClerk.class.getName());

    /// 2025-11-25, "Requests": an id is used once in a session.
    private static final Objection REUSED =
            new Objection(400, RpcCode.INVALID_REQUEST, "a request with this id waits for its reply already");

    private final Desk desk;
    private final Messenger messenger;
    private final McpVisit visit;
    private final RequestHead head;
    private final Exchange exchange;
    private final Wording wording;
    private List<JsonNode> ids = List.of();
    private boolean batch;
    private boolean large;
    private @Nullable McpSession within;

    PostClerk(Desk desk, Messenger messenger, McpVisit visit, RequestHead head, Exchange exchange) {
        this.desk = desk;
        this.messenger = messenger;
        this.visit = visit;
        this.head = head;
        this.exchange = exchange;
        this.wording = new Wording(desk.writer());
    }

    @Override
    public Intake intake() {
        return new Intake.Whole(desk.settings().limits().message());
    }

    @Override
    public void asked(Request request) {
        HeaderFields headers = new HeaderFields(head.fields());
        Optional<Objection> foreign = desk.headers().origin(headers).or(() -> mediaType(headers));
        if (foreign.isPresent()) {
            object(foreign.get());
            return;
        }
        byte[] body = request.body();
        large = body.length > Exchange.AT_ONCE;
        aside(() -> Understood.of(desk.reader(), body), understood -> understood(understood, headers));
    }

    /// What is small is not worth the way to another thread.
    private <T> void aside(Supplier<T> work, Consumer<T> then) {
        if (large) exchange.aside(work, then);
        else then.accept(work.get());
    }

    private void understood(Understood understood, HeaderFields headers) {
        switch (understood) {
            case Understood.Whole whole -> read(whole.reading(), headers);
            case Understood.Broken broken ->
                object(new Objection(400, broken.why().code(), broken.why().reason()));
        }
    }

    /// A form in a browser's page can send anything but this (CSRF).
    private static Optional<Objection> mediaType(HeaderFields headers) {
        boolean json = headers.one("content-type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(Wording.JSON))
                .isPresent();
        return json
                ? Optional.empty()
                : Optional.of(new Objection(415, RpcCode.INVALID_REQUEST, "send application/json"));
    }

    private void read(Reading reading, HeaderFields headers) {
        Inquiry loose = new Inquiry(head, reading.messages(), reading.batch(), visit, null);
        ids = loose.ids();
        batch = reading.batch();
        Optional<Objection> objection = desk.headers().check(headers, reading);
        if (objection.isPresent()) object(objection.get());
        else if (ids.stream().map(CanonicalJson::text).distinct().count() < ids.size()) object(REUSED);
        else if (headers.all(HeaderValues.SESSION).isEmpty() || loose.modern()) look(loose);
        else within(headers, loose);
    }

    private void within(HeaderFields headers, Inquiry loose) {
        Optional<McpSession> session = headers.one(HeaderValues.SESSION)
                .flatMap(handle -> desk.sessions().find(handle, visit.owner()));
        if (session.isEmpty()) object(BareClerk.noSession());
        else if (ids.stream().anyMatch(session.get()::waitsFor)) object(REUSED);
        else {
            within = session.get();
            look(new Inquiry(head, loose.messages(), loose.batch(), visit, within));
        }
    }

    /// Before a tool is called its definition must be known, and as it is now.
    private void look(Inquiry inquiry) {
        boolean known = inquiry.calls().isEmpty()
                || (inquiry.listed()
                        && inquiry.calls().stream()
                                .noneMatch(call -> desk.shelf()
                                        .unknown(call.params().path("name").asText(""))));
        if (known) judge(inquiry);
        else
            desk.blocking().execute(() -> {
                try {
                    list(inquiry);
                } finally {
                    exchange.loop().execute(() -> judge(inquiry));
                }
            });
    }

    private void list(Inquiry inquiry) {
        try {
            for (ObjectNode tool : messenger.tools(inquiry)) desk.shelf().seen(tool);
            inquiry.listed(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "targets." + desk.settings().name() + ": its tools cannot be listed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Inquiry inquiry) {
        Optional<Objection> mirrored = inquiry.modern() ? mirrored(inquiry) : Optional.empty();
        if (mirrored.isPresent()) {
            object(mirrored.get());
            return;
        }
        aside(() -> said(inquiry), said -> messenger.send(inquiry, said, exchange));
    }

    private Said said(Inquiry inquiry) {
        Asked asked = inquiry.session() == null ? Asked.NOTHING : inquiry.session();
        Action action = desk.meaning().of(inquiry.messages(), desk.shelf(), asked);
        return new Said(action, messenger.written(inquiry));
    }

    private Optional<Objection> mirrored(Inquiry inquiry) {
        for (RpcMessage.Request call : inquiry.calls()) {
            Optional<Objection> wrong = desk.shelf()
                    .mirrored(call.params().path("name").asText(""))
                    .flatMap(params -> params.check(
                            new HeaderFields(head.fields()), call.params().path("arguments")));
            if (wrong.isPresent()) return wrong;
        }
        return Optional.empty();
    }

    private void object(Objection why) {
        exchange.answer(wording.objection(ids, why));
    }

    @Override
    public Answer refused(Refusal why) {
        McpSession session = within;
        if (session != null) ids.forEach(session::answered);
        return wording.refused(ids, batch, why);
    }
}
