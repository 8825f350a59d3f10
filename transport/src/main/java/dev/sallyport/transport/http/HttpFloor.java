package dev.sallyport.transport.http;

import java.util.List;

/// Names of protocols in a TLS handshake; the floor itself follows.
public final class HttpFloor {
    /// What a listener offers in a TLS handshake (RFC 7301), best first.
    public static final List<String> ALPN = List.of("h2", "http/1.1");

    static final List<String> ALPN_HTTP1 = List.of("http/1.1");

    private HttpFloor() {}
}
