package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.mcp.action.Objection;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way to servers that are children: one for each MCP session, and one for each visit of an agent
/// that speaks a modern revision, which knows no sessions.
final class ChildMessenger implements Messenger {

    private final Desk desk;
    private final McpServer.Child settings;
    private final Wording wording;
    private final Map<Object, ChildServer> children = new HashMap<>();
    private int starting;

    ChildMessenger(Desk desk, McpServer.Child settings) {
        this.desk = desk;
        this.settings = settings;
        this.wording = new Wording(desk.writer());
    }

    @Override
    public byte[] written(Inquiry inquiry) {
        return new byte[0];
    }

    @Override
    public void send(Inquiry inquiry, Said said, Exchange exchange) {
        boolean homeless = inquiry.session() == null && !inquiry.opens() && !inquiry.modern();
        if (homeless) {
            Objection why = new Objection(
                    400,
                    RpcCode.INVALID_REQUEST,
                    "begin with `initialize`, and send its " + "Mcp-Session-Id with everything else");
            exchange.answer(wording.objection(inquiry.ids(), why));
        } else {
            exchange.perform(said.action(), 0, new ChildTalk(desk, inquiry, said.action(), exchange, this));
        }
    }

    @Override
    public void listen(Inquiry inquiry, Action action, Exchange exchange) {
        Optional<ChildServer> child = inquiry.session() == null ? Optional.empty() : of(inquiry.session());
        if (child.isPresent()) exchange.perform(action, 0, new ChildListening(desk, inquiry, exchange, child.get()));
        else exchange.answer(new Answer(405, Fields.of("allow", "POST, DELETE"), new byte[0]));
    }

    @Override
    public void leave(Inquiry inquiry, Action action, Exchange exchange) {
        McpSession session = inquiry.session();
        if (session == null) {
            exchange.answer(new Answer(405, Fields.of("allow", "POST"), new byte[0]));
            return;
        }
        desk.sessions().remove(session);
        over(session);
        exchange.answer(new Answer(200, Fields.NONE, new byte[0]));
    }

    /// The child that a request belongs to; one is started where it opens something. Blocks.
    ///
    /// @param key the MCP session or the visit that it belongs to
    /// @throws IOException when there is none and none can be
    ChildServer child(Inquiry inquiry, Object key) throws IOException, InterruptedException {
        Optional<ChildServer> there = of(key);
        if (there.isPresent()) return there.get();
        if (key instanceof McpSession && !inquiry.opens())
            throw new IOException("the server of this MCP session has ended");
        seat();
        try {
            Runnable changed = key instanceof McpSession session
                    ? () -> session.listed(false)
                    : () -> inquiry.visit().listed(false);
            return keep(
                    key,
                    ChildServer.start(
                            desk.settings(), settings, desk.reader(), desk.writer(), desk.blocking(), changed));
        } finally {
            synchronized (children) {
                starting--;
            }
        }
    }

    private void seat() throws IOException {
        synchronized (children) {
            children.values().removeIf(child -> !child.alive());
            if (children.size() + starting >= settings.most())
                throw new IOException("there are " + settings.most() + " children of this server already");
            starting++;
        }
    }

    /// Two requests of one visit may have started one each.
    private ChildServer keep(Object key, ChildServer fresh) {
        ChildServer kept;
        synchronized (children) {
            kept = children.computeIfAbsent(key, _ -> fresh);
        }
        if (kept != fresh) fresh.close();
        return kept;
    }

    Optional<ChildServer> of(Object key) {
        synchronized (children) {
            return Optional.ofNullable(children.get(key)).filter(ChildServer::alive);
        }
    }

    @Override
    public List<ObjectNode> tools(Inquiry inquiry) throws IOException, InterruptedException {
        ChildServer child = child(inquiry, inquiry.session() == null ? inquiry.visit() : inquiry.session());
        ToolPages pages = request -> {
            FirstReply reply = new FirstReply();
            child.call(request, reply);
            return reply.result(settings.answerWithin());
        };
        return pages.all(desk, inquiry.modern());
    }

    @Override
    public void over(McpSession session) {
        end(session);
    }

    @Override
    public void over(McpVisit visit) {
        end(visit);
    }

    private void end(Object key) {
        ChildServer child;
        synchronized (children) {
            child = children.remove(key);
        }
        if (child != null) child.close();
    }

    McpServer.Child settings() {
        return settings;
    }

    @Override
    public void close() {
        List<ChildServer> all;
        synchronized (children) {
            all = List.copyOf(children.values());
            children.clear();
        }
        all.forEach(ChildServer::close);
    }
}
