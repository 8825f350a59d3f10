package dev.sallyport.app.demo;

/// The rules of the demo, as an operator would write them.
final class DemoConfiguration {

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:0", http: "127.0.0.1:0" }
            sessions: { issuer: "https://sallyport.demo" }
            tls: { certificate: server.crt, key: "file:server.key" }
            authMethods:
              support-pods:
                oidc: { issuer: "ISSUER", audience: sallyport }
                where: 'claims.namespace == "support"'
            targets:
              crm:
                postgres: { address: "127.0.0.1:PORT", database: postgres, admin: "file:crm-admin", tls: disable }
                roles:
                  support:
                    - "SELECT ON customers, tickets"
                    - "UPDATE (status, note) ON tickets"
                    - "UPDATE (address) ON customers"
                sensitive: { customers: [ssn, card_number] }
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 5, perSession: 10, perHour: 40 } }
                  - { read: crm/tickets, keyedBy: [id, customer_id, status], atMost: { perAction: 20, perSession: 50, perHour: 200 } }
                  - { update: crm/tickets, fields: [status, note], keyedBy: [id], atMost: { perAction: 1, perHour: 20 } }
                  - { update: crm/customers, fields: [address], keyedBy: [id], atMost: { perAction: 1, perHour: 20 }, hold: true }
                otherwise: deny
                holdFor: 1m
            """;

    private DemoConfiguration() {}

    /// @param issuer plays the platform
    /// @param port of the database
    static String yaml(String issuer, int port) {
        return YAML.replace("ISSUER", issuer).replace("PORT", String.valueOf(port));
    }
}
