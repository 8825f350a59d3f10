package dev.sallyport.app.bench;

/// The rules that are measured: one line, keyed by the column that pgbench asks by, with every limit counted and none
/// ever reached, and a stock of sessions that are opened ahead. The rest is as delivered.
final class BenchConfiguration {

    static final String TARGET = "bench";
    static final String AUDIENCE = "sallyport";
    static final int SCALE = 10;
    static final int ACCOUNTS = 100_000 * SCALE;

    /// Sessions that are opened ahead.
    static final int WARM = 20;

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { counters: { keys: COUNTED } }
            authMethods:
              bench-pods: { oidc: { issuer: "ISSUER", audience: sallyport } }
            targets:
              bench:
                postgres:
                  address: "127.0.0.1:PORT"
                  database: postgres
                  admin: "file:bench-admin"
                  tls: disable
                  clearText: allow
                roles: { reader: [ "SELECT ON pgbench_accounts" ] }
                lease: { warm: WARM }
            access:
              - { name: bench, from: bench-pods, to: bench, as: reader, purposes: [measure], maxSessions: 10000 }
            purposes:
              measure:
                description: read accounts by their number, as pgbench does
                allow:
                  - { read: bench/pgbench_accounts, keyedBy: [aid],
                      atMost: { perAction: 1, perSession: ACCOUNTS, perHour: ACCOUNTS } }
                otherwise: deny
            """;

    private BenchConfiguration() {}

    /// @param issuer plays the platform
    /// @param port of the database
    static String yaml(String issuer, int port) {
        return YAML.replace("ISSUER", issuer)
                .replace("PORT", String.valueOf(port))
                .replace("ACCOUNTS", String.valueOf(ACCOUNTS))
                .replace("WARM", String.valueOf(WARM))
                .replace("COUNTED", String.valueOf(10 * ACCOUNTS));
    }
}
