package dev.sallyport.app.e2e;

/// The configuration around the rules of a test. Its time-outs are long, for machines that are busy.
final class Crm {

    static final String SUBJECT = "system:serviceaccount:support:triage";

    private static final String HEAD = """
            listen: { postgres: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { shutdown: 10s, handshake: 2m, parserTimeout: 1m }
            authMethods:
              support-pods:
                oidc: { issuer: "ISSUER", audience: sallyport }
                where: 'claims.namespace == "support"'
            targets:
              crm:
                postgres: { address: "127.0.0.1:PORT", database: postgres, admin: "file:crm-admin", tls: disable }
                roles:
                  support:
                    - "SELECT ON customers, tickets, articles"
                    - "UPDATE (status, note) ON tickets"
                    - "UPDATE (name) ON customers"
                    - "UPDATE (title) ON articles"
                sensitive: { customers: [ssn] }
            """;

    /// One purpose that reads customers by key, works on tickets and reads all articles.
    static final String RESOLVE_TICKET = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 5, perSession: 10, perHour: 40 } }
                  - { read: crm/tickets, keyedBy: [id], atMost: { perAction: 20 } }
                  - { update: crm/tickets, fields: [status, note], keyedBy: [id], atMost: { perAction: 1 } }
                  - { read: crm/articles }
            """;

    private Crm() {}

    static String yaml(String issuer, int port, String rules) {
        return HEAD.replace("ISSUER", issuer).replace("PORT", String.valueOf(port)) + rules;
    }
}
