package dev.sallyport.mcp.wire;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.mcp.pin.PinBook;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpTarget;
import dev.sallyport.transport.http.ProofSlots;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.TurnedAway;
import dev.sallyport.transport.http.Upstream;
import dev.sallyport.transport.http.Visit;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// One configured MCP server at the listening address: `/NAME/mcp`, or `/mcp` (a remote server's own
/// path) under one of its hosts. Safe on every thread.
public final class McpTarget implements HttpTarget<McpLease>, AutoCloseable {

    private static final String CHILD_PATH = "/mcp";

    private final McpTargetSettings settings;
    private final Set<String> hosts;
    private final boolean forward;
    private final PinBook pins;
    private final Desk desk;
    private final Messenger messenger;
    private final ResourceMetadata metadata;
    private final Map<Owner, Integer> visits = new HashMap<>();

    private McpTarget(
            McpTargetSettings settings,
            Set<String> hosts,
            boolean forward,
            Function<Desk, Messenger> way,
            PinBook pins,
            InstantSource clock,
            Executor blocking) {
        this.settings = settings;
        this.hosts = Set.copyOf(hosts);
        this.forward = forward;
        this.pins = pins;
        SessionBook sessions =
                new SessionBook(settings.limits().sessions(), settings.limits().idle(), clock, this::over);
        this.desk = Desk.of(settings, pins, sessions, blocking);
        this.messenger = way.apply(desk);
        this.metadata = new ResourceMetadata(settings.authorization());
    }

    private void over(McpSession session) {
        messenger.over(session);
    }

    /// A server that is reached over HTTP.
    ///
    /// @param settings whose server is [McpServer.Remote]
    /// @param hosts see [HttpTarget#hosts]
    /// @param forward whether agents that use the gateway as their proxy may reach it
    /// @param upstream to it; closed with this
    /// @param blocking for what waits: a virtual thread each
    public static McpTarget remote(
            McpTargetSettings settings,
            Set<String> hosts,
            boolean forward,
            Upstream upstream,
            PinBook pins,
            InstantSource clock,
            Executor blocking) {
        if (!(settings.server() instanceof McpServer.Remote remote)) throw new IllegalArgumentException("a child");
        return new McpTarget(
                settings, hosts, forward, desk -> new RemoteMessenger(desk, upstream, remote), pins, clock, blocking);
    }

    /// A server that the gateway itself runs.
    ///
    /// @param settings whose server is [McpServer.Child]
    /// @param hosts see [HttpTarget#hosts]
    /// @param blocking for what waits: a virtual thread each
    public static McpTarget child(
            McpTargetSettings settings, Set<String> hosts, PinBook pins, InstantSource clock, Executor blocking) {
        if (!(settings.server() instanceof McpServer.Child child)) throw new IllegalArgumentException("no child");
        return new McpTarget(settings, hosts, false, desk -> new ChildMessenger(desk, child), pins, clock, blocking);
    }

    /// What its tools are trusted for.
    public PinBook pins() {
        return pins;
    }

    Desk desk() {
        return desk;
    }

    Messenger messenger() {
        return messenger;
    }

    /// Metadata that clients without a token may read: at path mode it belongs among the gateway's
    /// local services.
    public ResourceMetadata metadata() {
        return metadata;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Set<String> hosts() {
        return hosts;
    }

    @Override
    public boolean answersFor(Authority authority, boolean secure) {
        if (!forward || !(settings.server() instanceof McpServer.Remote remote)) return false;
        boolean tls = remote.endpoint().getScheme().equals("https");
        return tls == secure
                && Authority.parse(remote.endpoint().getRawAuthority(), tls ? 443 : 80)
                        .filter(authority::equals)
                        .isPresent();
    }

    @Override
    public ProofSlots proofs() {
        return ProofSlots.AUTHORIZATION;
    }

    @Override
    public Visit admitted(Admitted<McpLease> admitted) {
        McpVisit visit = new McpVisit(this, admitted.session(), admitted.lease());
        synchronized (visits) {
            visits.merge(visit.owner(), 1, Integer::sum);
        }
        return visit;
    }

    /// With the last visit of an owner end its MCP sessions, and with them its children.
    void left(McpVisit visit) {
        boolean last;
        synchronized (visits) {
            last = visits.merge(visit.owner(), -1, Integer::sum) <= 0;
            if (last) visits.remove(visit.owner());
        }
        messenger.over(visit);
        if (last) desk.sessions().leave(visit.owner());
        desk.sessions().sweep();
    }

    boolean isEndpoint(String path) {
        String own = settings.server() instanceof McpServer.Remote remote
                ? remote.endpoint().getRawPath()
                : CHILD_PATH;
        return path.equals(own) || path.equals("/") || path.isEmpty();
    }

    @Override
    public Answer turnedAway(RequestHead head, TurnedAway why) {
        if (!why.showed() && metadata.takes(head.path())) return metadata.answer();
        RpcWriter writer = desk.writer();
        String text = why.detail() + " (" + why.reason() + ", request " + why.requestId() + ")";
        Answer answer = Wording.json(why.status(), writer.bytes(writer.failure(RpcCode.DENIED, text)));
        return why.status() == 401 ? answer.with("www-authenticate", metadata.challenge(why.showed())) : answer;
    }

    @Override
    public void close() {
        messenger.close();
    }
}
