package dev.sallyport.http;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.HttpReach;
import dev.sallyport.transport.http.LocalService;
import dev.sallyport.transport.http.ServerNames;
import dev.sallyport.transport.http.Stand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// HTTP targets, all of that kind. Safe on every thread.
///
/// Usually one listening address serves targets of several kinds, and whoever wires them puts each
/// [HttpApi] into its [HttpReach]; [#listen] serves these alone.
public final class HttpConnector implements Connector<ApiLease> {

    private final HttpFloor floor;
    private final Supplier<List<HttpApi>> targets;
    private final TlsFace face;
    private final ServerNames names;
    private final HttpLimits limits;

    /// @param targets what is served now, asked anew for each session and each request
    /// @param face of [#listen]
    /// @param names of [#listen], for CONNECT
    /// @param limits of [#listen]
    public HttpConnector(
            HttpFloor floor, Supplier<List<HttpApi>> targets, TlsFace face, ServerNames names, HttpLimits limits) {
        this.floor = floor;
        this.targets = targets;
        this.face = face;
        this.names = names;
        this.limits = limits;
    }

    @Override
    public ApiLease lease(LeaseRequest request) throws IOException {
        String name = request.session().target();
        Optional<HttpApi> target =
                targets.get().stream().filter(each -> each.name().equals(name)).findFirst();
        if (target.isEmpty()) throw new IOException("no such target: `" + name + "`");
        return target.get().credential().lease(request);
    }

    @Override
    public Listener listen(ListenAddress address, Gate<ApiLease> gate) throws IOException {
        return floor.listen(address, () -> reach(gate));
    }

    private HttpReach reach(Gate<ApiLease> gate) {
        List<Stand<?>> stands = targets.get().stream()
                .<Stand<?>>map(target -> new Stand<>(gate, target))
                .toList();
        return new HttpReach(stands, LocalService.NONE, face, names, limits);
    }
}
