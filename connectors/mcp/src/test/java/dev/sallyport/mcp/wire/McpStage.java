package dev.sallyport.mcp.wire;

import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.mcp.pin.PinBook;
import dev.sallyport.mcp.pin.PinStore;
import dev.sallyport.mcp.pin.PinWatch;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.testkit.gateway.HeldThreads;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.HttpReach;
import dev.sallyport.transport.http.LocalService;
import dev.sallyport.transport.http.ServerNames;
import dev.sallyport.transport.http.Stand;
import dev.sallyport.transport.http.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A gateway's listening address with one MCP target behind it, on loopback, in clear text.
final class McpStage implements AutoCloseable {

    final McpGate gate = new McpGate();
    final PinBook pins;
    final List<String> quarantined = new CopyOnWriteArrayList<>();
    final McpTarget target;
    private final EventLoops loops = EventLoops.start(2);
    final HeldThreads blocking = new HeldThreads();
    private final Listener listener;

    McpStage(McpTargetSettings settings) throws IOException {
        this(settings, null);
    }

    /// @param another gate than the stage's own; null for none
    McpStage(McpTargetSettings settings, @Nullable Gate<McpLease> another) throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-29T00:00:00Z"));
        PinWatch watch = (name, trusted, waiting) -> quarantined.add(waiting.tool());
        pins = new PinBook(settings.name(), settings.pins(), 1000, PinStore.NOWHERE, watch, clock);
        HttpFloor floor = new HttpFloor(loops, blocking, System::nanoTime);
        target = switch (settings.server()) {
            case McpServer.Remote remote -> {
                Authority authority =
                        Authority.parse(remote.endpoint().getRawAuthority(), 80).orElseThrow();
                UpstreamSettings upstream =
                        UpstreamSettings.of(authority, null, host -> List.of(InetAddress.getAllByName(host)));
                yield McpTarget.remote(
                        settings, Set.of("helpdesk.test"), false, floor.upstream(upstream), pins, clock, blocking);
            }
            case McpServer.Child _ -> McpTarget.child(settings, Set.of("helpdesk.test"), pins, clock, blocking);
        };
        LocalService local = target.metadata();
        HttpReach reach = new HttpReach(
                List.of(new Stand<>(another == null ? gate : another, target)),
                local,
                TlsFace.NONE,
                ServerNames.NONE,
                HttpLimits.DEFAULT);
        listener = floor.listen(new ListenAddress("127.0.0.1", 0), () -> reach);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.address().port() + "/" + target.name() + "/mcp");
    }

    @Override
    public void close() {
        listener.close();
        target.close();
        blocking.close();
        loops.close();
    }
}
