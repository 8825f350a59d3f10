package dev.sallyport.app.wiring;

import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.gateway.Gateway;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.HttpReach;
import dev.sallyport.transport.http.LocalService;
import dev.sallyport.transport.http.Stand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Where HTTP is spoken: every target of that kind, and the gateway's own services, at one address with TLS and perhaps
/// at another one without.
final class HttpDoor {

    private final HttpFloor floor;
    private final Gateway gateway;
    private final Supplier<? extends Map<String, AuthMethod>> methods;
    private final LocalService local;
    private volatile Reach reach;

    /// What is served with TLS, and what without.
    private record Reach(HttpReach secure, HttpReach plain) {}

    /// @param local the session endpoint
    HttpDoor(
            HttpFloor floor,
            Gateway gateway,
            Supplier<? extends Map<String, AuthMethod>> methods,
            LocalService local,
            Serving.Next first) {
        this.floor = floor;
        this.gateway = gateway;
        this.methods = methods;
        this.local = local;
        this.reach = reach(first);
    }

    /// From now on these are served. Sessions that are open keep what they have: ending those whose lease does not fit
    /// any more is the caller's.
    void serve(Serving.Next next) {
        reach = reach(next);
    }

    private Reach reach(Serving.Next next) {
        HttpLimits limits = next.http();
        return new Reach(
                new HttpReach(
                        stands(next, _ -> true),
                        local,
                        next.certificate().http(),
                        next.forward().names(),
                        limits),
                new HttpReach(
                        stands(next, RunningOverHttp::inClearText),
                        LocalService.NONE,
                        TlsFace.NONE,
                        next.forward().names(),
                        limits));
    }

    private List<Stand<?>> stands(Serving.Next next, Predicate<RunningOverHttp<?>> which) {
        return next.targets()
                .overHttp()
                .filter(which)
                .<Stand<?>>map(this::stand)
                .toList();
    }

    private Stand<?> stand(RunningOverHttp<?> running) {
        return running.stand(gateway, methods);
    }

    Listener secure(HostPort address) throws IOException {
        return floor.listen(address.listenAddress(), () -> reach.secure());
    }

    Listener plain(HostPort address) throws IOException {
        return floor.listen(address.listenAddress(), () -> reach.plain());
    }
}
