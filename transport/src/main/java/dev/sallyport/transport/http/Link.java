package dev.sallyport.transport.http;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an agent's connection.
///
/// @param id tells connections of this gateway apart
/// @param chain the client's certificates, leaf first; empty for none
/// @param peer for trail and errors
/// @param address the peer's, without port
/// @param tunnel what CONNECT said; null outside of one
record Link(
        long id,
        boolean secure,
        List<X509Certificate> chain,
        String peer,
        String address,
        @Nullable Tunnel tunnel) {

    /// @param fields of CONNECT: they hold the proof and the purpose of every request inside
    record Tunnel(Authority authority, Fields fields) {}

    Link inside(Authority authority, Fields fields) {
        return new Link(id, true, chain, peer, address, new Tunnel(authority, fields));
    }

    Link showing(List<X509Certificate> shown) {
        return new Link(id, secure, shown, peer, address, tunnel);
    }
}
