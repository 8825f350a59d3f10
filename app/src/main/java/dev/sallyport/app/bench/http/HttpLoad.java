package dev.sallyport.app.bench.http;

import java.util.List;

/// One kind of load: keyed reads of a kilobyte each.
///
/// @param connections kept alive
/// @param tls between client and gateway, or client and nginx; never towards the API
record HttpLoad(int connections, boolean tls) {

    static final HttpLoad MANY = new HttpLoad(64, false);
    static final HttpLoad SECURE = new HttpLoad(16, true);
    static final HttpLoad ONE = new HttpLoad(1, false);

    static List<HttpLoad> all() {
        return List.of(MANY, SECURE, ONE);
    }

    @Override
    public String toString() {
        return connections + (connections == 1 ? " connection" : " connections") + (tls ? ", TLS" : "");
    }
}
