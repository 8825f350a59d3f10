package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mcp.action.Asked;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.rpc.CanonicalJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One MCP session of a legacy revision: the server's own id of it never leaves the gateway. Safe on
/// every thread.
final class McpSession implements Asked {

    private static final int MOST = 200;

    private final String handle;
    private final Owner owner;
    private final String upstreamId;
    private final McpLease lease;
    private final Map<String, Pending> pending = bounded();
    private final Map<String, What> asked = bounded();
    private final Set<String> masked = ConcurrentHashMap.newKeySet();
    private volatile Instant used;
    private volatile boolean listed;

    /// @param handle what the agent calls it
    /// @param upstreamId what the server calls it
    /// @param lease that it was opened with
    McpSession(String handle, Owner owner, String upstreamId, McpLease lease, Instant now) {
        this.handle = handle;
        this.owner = owner;
        this.upstreamId = upstreamId;
        this.lease = lease;
        this.used = now;
    }

    /// What falls out is not answered, or not waited for.
    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }

    String handle() {
        return handle;
    }

    Owner owner() {
        return owner;
    }

    String upstreamId() {
        return upstreamId;
    }

    McpLease lease() {
        return lease;
    }

    void used(Instant now) {
        used = now;
    }

    Instant lastUsed() {
        return used;
    }

    /// Whether its tools were seen since they may have changed.
    boolean listed() {
        return listed;
    }

    void listed(boolean now) {
        listed = now;
    }

    /// A request whose stream may break off and be resumed.
    void waits(Pending request) {
        masked.addAll(request.masked());
        synchronized (pending) {
            pending.put(CanonicalJson.text(request.id()), request);
        }
    }

    /// Whether a request with this id waits already: its reply would be judged by the wrong permit.
    boolean waitsFor(JsonNode id) {
        synchronized (pending) {
            return pending.containsKey(CanonicalJson.text(id));
        }
    }

    /// Fields whose values may not be shown in what was ever waited for: what a server logs on another stream may be
    /// read after the reply that it is about.
    Set<String> masked() {
        return masked;
    }

    /// The reply to it came.
    Optional<Pending> answered(JsonNode id) {
        synchronized (pending) {
            return Optional.ofNullable(pending.remove(CanonicalJson.text(id)));
        }
    }

    /// The server's question was let through to the agent.
    void asks(JsonNode id, What what) {
        synchronized (asked) {
            asked.put(CanonicalJson.text(id), what);
        }
    }

    @Override
    public Optional<What> find(JsonNode id) {
        synchronized (asked) {
            return Optional.ofNullable(asked.get(CanonicalJson.text(id)));
        }
    }

    /// The agent replied: a second reply answers nothing.
    void replied(JsonNode id) {
        synchronized (asked) {
            asked.remove(CanonicalJson.text(id));
        }
    }
}
