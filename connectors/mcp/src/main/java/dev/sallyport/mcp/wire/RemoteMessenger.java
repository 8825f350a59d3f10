package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.sse.SseEvent;
import dev.sallyport.mcp.sse.SseReader;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Body;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.UpstreamRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way to a server over streamable HTTP. Nothing of an agent's headers goes there but what is made
/// anew here.
final class RemoteMessenger implements Messenger {

    private static final System.Logger LOG = System.getLogger(RemoteMessenger.class.getName());
    private static final String BOTH = "application/json, text/event-stream";

    private final Desk desk;
    private final Upstream upstream;
    private final String path;

    RemoteMessenger(Desk desk, Upstream upstream, McpServer.Remote server) {
        this.desk = desk;
        this.upstream = upstream;
        String query = server.endpoint().getRawQuery();
        String plain = server.endpoint().getRawPath();
        this.path = (plain == null || plain.isEmpty() ? "/" : plain) + (query == null ? "" : "?" + query);
    }

    @Override
    public byte[] written(Inquiry inquiry) {
        List<RpcMessage> told =
                inquiry.messages().stream().map(desk.narrowing()::towardsServer).toList();
        return desk.writer().bytes(told, inquiry.batch());
    }

    @Override
    public void send(Inquiry inquiry, Said said, Exchange exchange) {
        Fields fields = common(inquiry).with("content-type", Wording.JSON).with("accept", accepted(inquiry));
        Fields mirrored = inquiry.modern() ? mirrored(fields, inquiry) : fields;
        Body body = new Body.Bytes(said.written());
        exchange.forward(
                said.action(),
                0,
                request("POST", mirrored, body, inquiry.visit().lease()),
                permit -> {
                    answered(inquiry);
                    return new RemoteAnswer(
                            desk,
                            inquiry,
                            talk(inquiry, exchange, Expected.of(inquiry, said.action(), permit, exchange)));
                });
    }

    /// What a client takes, in words of the gateway's own.
    private static String accepted(Inquiry inquiry) {
        String said = inquiry.head().fields().only("accept").orElse(BOTH);
        boolean stream = said.contains("text/event-stream");
        if (stream == said.contains(Wording.JSON)) return BOTH;
        return stream ? "text/event-stream" : Wording.JSON;
    }

    /// A question of the server's is answered once.
    private static void answered(Inquiry inquiry) {
        McpSession session = inquiry.session();
        if (session == null) return;
        for (RpcMessage message : inquiry.messages())
            if (message instanceof RpcMessage.Reply reply) session.replied(reply.id());
    }

    private Talk talk(Inquiry inquiry, Exchange exchange, Expected expected) {
        return new Talk(desk, inquiry, exchange, expected, failure -> decline(inquiry, failure));
    }

    private void decline(Inquiry inquiry, RpcMessage.Failure failure) {
        Fields fields = common(inquiry).with("content-type", Wording.JSON).with("accept", BOTH);
        Body body = new Body.Bytes(desk.writer().bytes(failure));
        quietly(request("POST", fields, body, inquiry.visit().lease()));
    }

    private void quietly(UpstreamRequest request) {
        desk.blocking().execute(() -> {
            try {
                upstream.fetch(request, desk.settings().limits().message());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "targets." + desk.settings().name() + ": not told", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void listen(Inquiry inquiry, Action action, Exchange exchange) {
        Fields fields = common(inquiry).with("accept", "text/event-stream");
        String last = HeaderFields.name(HeaderValues.LAST_EVENT);
        Optional<String> from = inquiry.session() == null
                ? Optional.empty()
                : inquiry.head().fields().only(last);
        Fields resumed = from.map(id -> fields.with(last, id)).orElse(fields);
        exchange.forward(
                action,
                0,
                request("GET", resumed, Body.NONE, inquiry.visit().lease()),
                permit -> new RemoteAnswer(desk, inquiry, talk(inquiry, exchange, Expected.NOTHING)));
    }

    @Override
    public void leave(Inquiry inquiry, Action action, Exchange exchange) {
        UpstreamRequest request =
                request("DELETE", common(inquiry), Body.NONE, inquiry.visit().lease());
        exchange.forward(action, 0, request, permit -> {
            McpSession session = inquiry.session();
            if (session != null) desk.sessions().remove(session);
            return new RemoteAnswer(desk, inquiry, talk(inquiry, exchange, Expected.NOTHING));
        });
    }

    private Fields common(Inquiry inquiry) {
        return common(inquiry.revision(), inquiry.session(), inquiry.visit().lease());
    }

    private static Fields common(String revision, @Nullable McpSession session, McpLease lease) {
        Fields fields = Fields.NONE;
        if (!revision.isEmpty()) fields = fields.with(HeaderFields.name(HeaderValues.REVISION), revision);
        if (session != null) fields = fields.with(HeaderFields.name(HeaderValues.SESSION), session.upstreamId());
        for (Fields.Field each : lease.fields().all()) fields = fields.with(each.name(), each.value());
        return fields;
    }

    /// What 2026-07-28 wants to see in headers, from the body that was judged.
    private Fields mirrored(Fields fields, Inquiry inquiry) {
        if (!(inquiry.messages().getFirst() instanceof RpcMessage.Call call)) return fields;
        Fields all = fields.with(HeaderFields.name(HeaderValues.METHOD), call.method());
        String name = call.params()
                .path(call.method().equals(Methods.RESOURCES_READ) ? "uri" : "name")
                .asText("");
        if (Methods.named(call.method()) && !name.isEmpty())
            all = all.with(HeaderFields.name(HeaderValues.NAME), HeaderValues.encoded(name));
        if (!call.method().equals(Methods.TOOLS_CALL)) return all;
        Map<String, String> arguments = desk.shelf()
                .mirrored(name)
                .map(params -> params.headers(call.params().path("arguments")))
                .orElseGet(Map::of);
        for (Map.Entry<String, String> each : arguments.entrySet())
            all = all.with(HeaderFields.name(each.getKey()), each.getValue());
        return all;
    }

    private UpstreamRequest request(String method, Fields fields, Body body, McpLease lease) {
        return new UpstreamRequest(upstream, method, path, fields, body, "", lease.injected());
    }

    @Override
    public List<ObjectNode> tools(Inquiry inquiry) throws IOException, InterruptedException {
        ToolPages pages = request -> page(inquiry, request);
        return pages.all(desk, inquiry.modern());
    }

    private JsonNode page(Inquiry inquiry, RpcMessage.Request request) throws IOException, InterruptedException {
        Fields fields = common(inquiry).with("content-type", Wording.JSON).with("accept", BOTH);
        if (inquiry.modern()) fields = fields.with(HeaderFields.name(HeaderValues.METHOD), request.method());
        Body body = new Body.Bytes(desk.writer().bytes(request));
        Answer answer = upstream.fetch(
                request("POST", fields, body, inquiry.visit().lease()),
                desk.settings().limits().message());
        for (RpcMessage message : messages(answer))
            if (message instanceof RpcMessage.Result result && result.id().equals(request.id())) return result.result();
        throw new IOException("the server does not list its tools: status " + answer.status());
    }

    private List<RpcMessage> messages(Answer answer) throws IOException {
        try {
            boolean stream = answer.fields().only("content-type").orElse("").startsWith("text/event-stream");
            if (!stream) return desk.reader().read(answer.body()).messages();
            List<RpcMessage> messages = new ArrayList<>();
            for (SseEvent event :
                    new SseReader(desk.settings().limits().message()).read(ByteBuffer.wrap(answer.body())))
                if (!event.data().isEmpty())
                    messages.addAll(desk.reader()
                            .read(event.data().getBytes(StandardCharsets.UTF_8))
                            .messages());
            return messages;
        } catch (MalformedMessage | SseReader.BrokenStream e) {
            throw new IOException("the server's list of tools cannot be read", e);
        }
    }

    /// Its own end of it is not the agent's to see; the server may want to forget it.
    @Override
    public void over(McpSession session) {
        quietly(request("DELETE", common("", session, session.lease()), Body.NONE, session.lease()));
    }

    @Override
    public void over(McpVisit visit) {}

    @Override
    public void close() {
        upstream.close();
    }
}
