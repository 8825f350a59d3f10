package dev.sallyport.llm;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.HttpReach;
import dev.sallyport.transport.http.LocalService;
import dev.sallyport.transport.http.ServerNames;
import dev.sallyport.transport.http.Stand;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// Providers of models, all targets of that kind. Safe on every thread.
///
/// Usually one listening address serves targets of several kinds, and whoever wires them puts each [LlmTarget] into its
/// [HttpReach]; [#listen] serves these alone.
public final class LlmConnector implements Connector<ProviderKey> {

    private final HttpFloor floor;
    private final Supplier<List<LlmTarget>> targets;
    private final TlsFace face;
    private final HttpLimits limits;

    /// @param targets what is served now, asked anew for each session and each request
    /// @param face of [#listen]
    /// @param limits of [#listen]
    public LlmConnector(HttpFloor floor, Supplier<List<LlmTarget>> targets, TlsFace face, HttpLimits limits) {
        this.floor = floor;
        this.targets = targets;
        this.face = face;
        this.limits = limits;
    }

    /// Does not block: the key is there.
    @Override
    public ProviderKey lease(LeaseRequest request) throws IOException {
        String name = request.session().target();
        boolean known = targets.get().stream().anyMatch(target -> target.name().equals(name));
        if (!known) throw new IOException("no such target: `" + name + "`");
        return new ProviderKey(name, request.notAfter());
    }

    @Override
    public Listener listen(ListenAddress address, Gate<ProviderKey> gate) throws IOException {
        return floor.listen(address, () -> reach(gate));
    }

    private HttpReach reach(Gate<ProviderKey> gate) {
        List<Stand<?>> stands = targets.get().stream()
                .<Stand<?>>map(target -> new Stand<>(gate, target))
                .toList();
        return new HttpReach(stands, LocalService.NONE, face, ServerNames.NONE, limits);
    }
}
