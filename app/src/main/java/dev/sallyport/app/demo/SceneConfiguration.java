package dev.sallyport.app.demo;

import java.nio.file.Path;

/// The rules of the scene. Two kinds of workload: the support agent, who answers one ticket, and the partner
/// desk, who may give the list of customers away.
///
/// @param issuer plays the platform
/// @param database its port
/// @param model the provider's port
/// @param hooks the partner's port
/// @param node the program that runs the helpdesk
/// @param packages folder of the helpdesk and what it needs
/// @param folder where the ticket is
record SceneConfiguration(String issuer, int database, int model, int hooks, Path node, Path packages, Path folder) {

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:0", http: "127.0.0.1:0", plain: "127.0.0.1:0" }
            sessions: { issuer: "https://sallyport.demo" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { shutdown: 10s, handshake: 2m, parserTimeout: 1m }
            authMethods:
              support-pods:
                oidc: { issuer: "ISSUER", audience: sallyport }
                where: 'claims.namespace == "support"'
              partner-desk:
                oidc: { issuer: "ISSUER", audience: sallyport }
                where: 'claims.namespace == "partners"'
            targets:
              crm:
                postgres: { address: "127.0.0.1:DATABASE", database: postgres, admin: "file:crm-admin", tls: disable }
                roles:
                  support: [ "SELECT ON customers", "UPDATE (address) ON customers" ]
                  partners: [ "SELECT ON customers" ]
                sensitive: { customers: [ssn, card_number] }
              model:
                llm: { dialect: openai, address: "http://127.0.0.1:MODEL", key: "file:model-key" }
                roles: { any: [ "gpt-4o" ] }
              helpdesk:
                mcp:
                  command: NODE
                  args: [ "PACKAGES/helpdesk.mjs" ]
                  env: { TICKET: "FOLDER/ticket.txt" }
                  user: gateway
                  folder: "FOLDER"
                  tools:
                    read_ticket: { verb: read, resource: tickets, keyedBy: { id: id } }
                    add_note: { verb: update, resource: tickets, keyedBy: { id: id }, records: 1 }
                    delete_ticket: { verb: delete, resource: tickets, keyedBy: { id: id }, records: 1 }
                roles: { any: [ tickets ] }
              hooks:
                http:
                  address: "https://localhost:HOOKS"
                  ca: hooks.crt
                  forward: true
                  outward: /hooks/**
                  clearText: allow
                roles: { any: [ "POST /hooks/*" ] }
            access:
              - { name: crm, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
              - { name: model, from: support-pods, to: model, as: any, purposes: [resolve-ticket] }
              - { name: helpdesk, from: support-pods, to: helpdesk, as: any, purposes: [resolve-ticket] }
              - { name: hooks, from: support-pods, to: hooks, as: any, purposes: [resolve-ticket] }
              - { name: partner-crm, from: partner-desk, to: crm, as: partners, purposes: [export-customers] }
              - { name: partner-model, from: partner-desk, to: model, as: any, purposes: [export-customers] }
              - { name: partner-helpdesk, from: partner-desk, to: helpdesk, as: any, purposes: [export-customers] }
              - { name: partner-hooks, from: partner-desk, to: hooks, as: any, purposes: [export-customers] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                intent: deny
                holdFor: 5s # nobody is there to look at what the engine doubts
                allow:
                  - { execute: model/gpt-4o }
                  - { discover: helpdesk/tools }
                  - { read: helpdesk/tickets, keyedBy: id, atMost: { perSession: 3, perHour: 100 } }
                  - { update: helpdesk/tickets, keyedBy: id, atMost: { perAction: 1, perHour: 100 } }
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 1, perHour: 100 } }
                  - { update: crm/customers, fields: [address], keyedBy: id, atMost: { perAction: 1, perHour: 100 } }
              export-customers:
                description: give the partner the list of customers
                intent: deny
                holdFor: 5s
                allow:
                  - { execute: model/gpt-4o }
                  - { discover: helpdesk/tools }
                  - { read: helpdesk/tickets, keyedBy: id }
                  - { read: crm/customers }
                  - { share: hooks/hooks/partner, afterSensitive: allow }
            """;

    String yaml() {
        return YAML.replace("ISSUER", issuer)
                .replace("DATABASE", String.valueOf(database))
                .replace("MODEL", String.valueOf(model))
                .replace("HOOKS", String.valueOf(hooks))
                .replace("NODE", node.toString())
                .replace("PACKAGES", packages.toString())
                .replace("FOLDER", folder.toString());
    }
}
