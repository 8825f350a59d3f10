package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.transport.http.HeadCheck.Good;
import dev.sallyport.transport.http.RequestHead.Mode;
import java.util.Optional;

/// Where a request goes.
sealed interface Routing {

    /// @param mount the part of the path that named the target; otherwise empty
    record To(Stand<?> stand, Mode mode, String mount) implements Routing {}

    record Local() implements Routing {}

    record Nowhere(int status, String detail) implements Routing {}

    /// An agent asks for it through the gateway as its proxy, and no target has it.
    record Unnamed(Authority authority, boolean secure) implements Routing {

        /// In the words of a proxy that says no (RFC 9209); as a document (RFC 9457) too, which clients keep to
        /// themselves after CONNECT. It stands in the trail.
        Answer answer(HttpReach reach, Link link) {
            String address = (secure ? "https://" : "http://") + authority.asHost(secure);
            String detail =
                    "no target has the address `" + address + "`, so it is not reached; who may change that writes"
                            + " targets.NAME.http: { address: " + address + ", forward: true }";
            Rejection rejection = new Rejection(
                    authority.toString(), link.peer(), RefusalReason.UNKNOWN_TARGET, "no target has this address");
            String id = reach.stands().isEmpty()
                    ? ""
                    : reach.stands().getFirst().gate().turnedAway(rejection);
            return Faults.unnamed(detail, id);
        }
    }

    /// In forward mode by the address itself; otherwise by host, by the gateway's own paths, and by the
    /// first segment of the path.
    static Routing of(Good head, Link link, HttpReach reach) {
        if (link.tunnel() != null) return inside(head, link.tunnel(), reach);
        if (head.absolute().isPresent())
            return forward(head.authority(), head.absolute().get(), reach);
        Optional<Stand<?>> byHost = byHost(head.authority().host(), reach);
        if (byHost.isPresent()) return new To(byHost.get(), Mode.REVERSE, "");
        String path = withoutQuery(head.target());
        if (reach.local().takes(path)) return new Local();
        String first = firstSegment(path);
        for (Stand<?> each : reach.stands())
            if (each.target().name().equals(first)) return new To(each, Mode.REVERSE, "/" + first);
        return new Nowhere(404, "no target is reached by this host or path");
    }

    private static Routing inside(Good head, Link.Tunnel tunnel, HttpReach reach) {
        if (head.absolute().isPresent() && !head.absolute().get())
            return new Nowhere(421, "a request in clear text does not belong into this tunnel");
        if (!head.authority().host().equals(tunnel.authority().host()))
            return new Nowhere(421, "the request names another host than the tunnel");
        return forward(tunnel.authority(), true, reach);
    }

    static Routing forward(Authority authority, boolean secure, HttpReach reach) {
        for (Stand<?> each : reach.stands()) {
            if (each.target().answersFor(authority, secure)) return new To(each, Mode.FORWARD, "");
        }
        return new Unnamed(authority, secure);
    }

    private static Optional<Stand<?>> byHost(String host, HttpReach reach) {
        for (Stand<?> each : reach.stands()) {
            if (each.target().hosts().contains(host)) return Optional.of(each);
        }
        return Optional.empty();
    }

    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/', 1);
        if (!path.startsWith("/")) return "";
        return slash < 0 ? path.substring(1) : path.substring(1, slash);
    }
}
