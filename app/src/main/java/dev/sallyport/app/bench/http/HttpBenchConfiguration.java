package dev.sallyport.app.bench.http;

/// The rules that are measured: one line, keyed, with every limit counted and none ever reached. The rest is
/// as delivered.
final class HttpBenchConfiguration {

    static final String TARGET = "shop";

    private static final String YAML = """
            listen: { http: "127.0.0.1:0", plain: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { counters: { keys: COUNTED } }
            authMethods:
              bench-pods: { oidc: { issuer: "ISSUER", audience: sallyport } }
            targets:
              shop:
                http:
                  address: "http://127.0.0.1:PORT"
                  credential: { header: { prefix: "Bearer ", value: "file:shop-key" } }
                  clearText: allow
                roles: { reader: [ "GET /customers/*" ] }
            access:
              - { name: bench, from: bench-pods, to: shop, as: reader, purposes: [measure], maxSessions: 20000 }
            purposes:
              measure:
                description: read customers by their number
                allow:
                  - { read: shop/customers, keyedBy: [id],
                      atMost: { perAction: 1, perSession: KEYS, perHour: KEYS } }
                otherwise: deny
            """;

    private HttpBenchConfiguration() {}

    /// @param port of the API
    static String yaml(int port) {
        return YAML.replace("PORT", String.valueOf(port))
                .replace("KEYS", String.valueOf(Wrk.KEYS))
                .replace("COUNTED", String.valueOf(10 * Wrk.KEYS));
    }
}
