package dev.sallyport.mcp.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.action.Meta;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One child as a server: many requests at once on its one pipe, each under an id of the gateway's own,
/// so that no reply goes to whom it does not belong. Safe on every thread.
public final class ChildServer implements AutoCloseable {

    private static final String ENDED = "the server has ended";
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    /// Hears what belongs to one request, or what belongs to none. On the thread that reads the child:
    /// whoever needs another one goes there.
    public interface Hearer {
        void heard(RpcMessage message);

        /// The child is gone. Once, last.
        ///
        /// @param why for the agent
        void gone(String why);
    }

    private record Waiting(JsonNode id, String token, Hearer hearer) {}

    private final RpcReader reader;
    private final RpcWriter writer;
    private final Runnable toolsChanged;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final Backlog backlog;
    private @Nullable ChildProcess process;
    private @Nullable Hearer listener;
    private long last;
    private boolean gone;
    private volatile String end = ENDED;

    private ChildServer(RpcReader reader, RpcWriter writer, int mostKept, Runnable toolsChanged) {
        this.backlog = new Backlog(mostKept, writer);
        this.reader = reader;
        this.writer = writer;
        this.toolsChanged = toolsChanged;
    }

    /// Blocks while it asks for the user.
    ///
    /// @param toolsChanged the child says that its tools are others now
    /// @throws IOException when it cannot be started
    public static ChildServer start(
            McpTargetSettings target,
            McpServer.Child settings,
            RpcReader reader,
            RpcWriter writer,
            Executor blocking,
            Runnable toolsChanged)
            throws IOException, InterruptedException {
        ChildServer server = new ChildServer(reader, writer, target.limits().backlog(), toolsChanged);
        ChildUser user = ChildUser.named(settings.runAs());
        ChildProcess process = ChildProcess.start(
                target.name(), settings, user, target.limits().message(), blocking, server.new Ears());
        server.runs(process);
        return server;
    }

    private synchronized void runs(ChildProcess started) {
        process = started;
    }

    private final class Ears implements ChildProcess.Ear {
        @Override
        public void line(byte[] line) {
            try {
                for (RpcMessage message : reader.read(line).messages()) hear(message);
            } catch (MalformedMessage e) {
                // what is no message is nothing (stdio: "MUST NOT write anything that is not a valid MCP message")
            }
        }

        @Override
        public void silent(String why) {
            leave(why);
        }
    }

    /// Sends a request.
    ///
    /// @param hearer hears its progress and its reply, under the id of `request`
    /// @return the id under which the child knows it
    public long call(RpcMessage.Request request, Hearer hearer) {
        long id;
        boolean sent;
        synchronized (this) {
            id = ++last;
            String token = CanonicalJson.text(request.params().path(Meta.MEMBER).path("progressToken"));
            waiting.put(id, new Waiting(request.id(), token, hearer));
            sent = !gone && send(new RpcMessage.Request(LongNode.valueOf(id), request.method(), request.params()));
            if (!sent) waiting.remove(id);
        }
        if (!sent) hearer.gone(end);
        return id;
    }

    /// Sends what has no reply.
    public synchronized void say(RpcMessage message) {
        send(message instanceof RpcMessage.Notification notification ? translated(notification) : message);
    }

    /// Nobody waits for this reply any more.
    public synchronized void cancel(long id) {
        if (waiting.remove(id) == null) return;
        ObjectNode params = reader.object().put("requestId", id);
        send(new RpcMessage.Notification(Methods.CANCELLED, params));
    }

    /// An agent cancels by its own id.
    private RpcMessage translated(RpcMessage.Notification notification) {
        if (!notification.method().equals(Methods.CANCELLED)) return notification;
        ObjectNode params = notification.params().deepCopy();
        for (Map.Entry<Long, Waiting> each : waiting.entrySet())
            if (each.getValue().id().equals(params.path("requestId"))) params.put("requestId", each.getKey());
        return new RpcMessage.Notification(notification.method(), params);
    }

    private boolean send(RpcMessage message) {
        return process != null && process.write(writer.bytes(message));
    }

    /// Everything that belongs to no request goes there from now on, also what came before.
    public void listen(Hearer now) {
        Hearer before;
        List<RpcMessage> late;
        synchronized (this) {
            before = listener;
            listener = now;
            late = backlog.take();
        }
        if (before != null) before.gone("another stream takes its place");
        late.forEach(now::heard);
    }

    /// As far as it is still this one.
    public synchronized void deafen(Hearer then) {
        if (then.equals(listener)) listener = null;
    }

    private void hear(RpcMessage message) {
        switch (message) {
            case RpcMessage.Reply reply -> replied(reply);
            case RpcMessage.Notification notification -> notified(notification);
            case RpcMessage.Request request -> asked(request);
        }
    }

    private void replied(RpcMessage.Reply reply) {
        Waiting found;
        synchronized (this) {
            found = reply.id().isIntegralNumber() ? waiting.remove(reply.id().longValue()) : null;
        }
        if (found == null) return;
        found.hearer()
                .heard(
                        switch (reply) {
                            case RpcMessage.Result result -> new RpcMessage.Result(found.id(), result.result());
                            case RpcMessage.Failure failure -> new RpcMessage.Failure(found.id(), failure.error());
                        });
    }

    private void notified(RpcMessage.Notification notification) {
        if (notification.method().equals(Methods.TOOLS_CHANGED)) toolsChanged.run();
        JsonNode subscription = notification.params().path(Meta.MEMBER).path(SUBSCRIPTION);
        Hearer hearer;
        RpcMessage.Notification shown = notification;
        synchronized (this) {
            Waiting of = subscription.isIntegralNumber() ? waiting.get(subscription.longValue()) : null;
            if (of != null) shown = renamed(notification, of.id());
            hearer = of != null ? of.hearer() : byToken(notification);
            if (hearer == null) hearer = listener;
            if (hearer == null) backlog.keep(notification);
        }
        if (hearer != null) hearer.heard(shown);
    }

    private static RpcMessage.Notification renamed(RpcMessage.Notification notification, JsonNode id) {
        ObjectNode params = notification.params().deepCopy();
        ((ObjectNode) params.path(Meta.MEMBER)).set(SUBSCRIPTION, id);
        return new RpcMessage.Notification(notification.method(), params);
    }

    private @Nullable Hearer byToken(RpcMessage.Notification notification) {
        JsonNode token = notification.params().path("progressToken");
        if (token.isMissingNode()) return null;
        String text = CanonicalJson.text(token);
        for (Waiting each : waiting.values()) if (each.token().equals(text)) return each.hearer();
        return null;
    }

    /// Goes where it most likely belongs: to the newest request, or to whoever listens. Where nobody
    /// does it is answered here.
    private void asked(RpcMessage.Request request) {
        Hearer hearer;
        synchronized (this) {
            hearer = waiting.isEmpty() ? listener : newest();
            if (hearer == null)
                send(
                        request.method().equals("ping")
                                ? new RpcMessage.Result(request.id(), reader.object())
                                : writer.failure(request.id(), RpcCode.METHOD_NOT_FOUND, "nobody listens"));
        }
        if (hearer != null) hearer.heard(request);
    }

    private @Nullable Hearer newest() {
        Waiting newest = null;
        for (Waiting each : waiting.values()) newest = each;
        return newest == null ? null : newest.hearer();
    }

    private void leave(String why) {
        Deque<Hearer> all = new ArrayDeque<>();
        synchronized (this) {
            if (gone) return;
            gone = true;
            end = why;
            waiting.values().forEach(each -> all.add(each.hearer()));
            if (listener != null) all.add(listener);
            waiting.clear();
            listener = null;
        }
        all.forEach(each -> each.gone(why));
    }

    public synchronized boolean alive() {
        return !gone && process != null && process.alive();
    }

    /// Its process, which leads a group of its own; for tests and logs.
    public synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    @Override
    public void close() {
        ChildProcess ending;
        synchronized (this) {
            ending = process;
        }
        if (ending != null) ending.close();
        leave(ENDED);
    }
}
