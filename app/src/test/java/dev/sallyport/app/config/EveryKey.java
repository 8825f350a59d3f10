package dev.sallyport.app.config;

/// A configuration that sets every key to something other than its default. [EveryKeyTest] fails when a
/// key is missing here.
final class EveryKey {

    static final String YAML = """
            listen: { postgres: "[::1]:7432", http: "[::1]:8443", plain: "[::1]:8118" }
            tls: { certificate: tls/sallyport.crt, key: "file:tls/sallyport.key" }
            admin: { socket: run/admin.sock, tokens: run/tokens, peers: [ops, "1001"] }
            state: var
            instance: gate2
            trail:
              directory: log
              keys: sealed
              segmentSize: 1MiB
              segmentAge: 2h
              signEvery: 30s
              signAfter: 500
              syncEvery: 50ms
              patience: 10s
              keep: 90d
              anchor: [ anchor/a, anchor/b ]
              syncReads: true
              onFailure: allow
            authMethods:
              pods:
                kubernetes: { issuer: "https://k8s.example", audience: [a, b], jwks: "file:keys.jwks" }
                where: claims.namespace == "support"
              cluster:
                kubernetes: { audience: a, discovery: "https://k8s.example/discovery" }
              second:
                kubernetes: { audience: a, jwksUri: "https://k8s.example/keys" }
              ci:
                oidc:
                  issuer: https://ci.example
                  audience: sallyport
                  discovery: https://ci.example/openid
                  algorithms: [ES384, EdDSA]
                  skew: 10s
                  maxTokenSize: 8KiB
                  maxAge: 1h
                  subject: workload
                  countedBy: [project, ref]
                  timeout: 2s
                  cacheKeys: 1h
                  rememberTokens: 5
              lambdas:
                aws:
                  audience: gateway.example
                  accounts: ["111122223333", "444455556666"]
                  roles: [triage-*]
                  regions: eu-central-1
                  endpoint: https://sts.internal
                  allowRoot: true
                  window: 2m
                  skew: 5s
                  validFor: 30m
                  timeout: 1s
                  maxCalls: 4
                  maxRequestSize: 8KiB
                  maxAnswerSize: 16KiB
                  rememberRequests: 9
              uri: { oidc: { issuer: "https://ci.example", audience: a, jwksUri: "https://ci.example/keys" } }
              file: { oidc: { issuer: plain, audience: a, jwks: "file:keys.jwks" } }
              reviewed:
                kubernetes:
                  audience: a
                  review:
                    server: https://k8s.example:6443
                    ca: ca.pem
                    token: "file:crm-admin"
                    timeout: 1s
                    cache: 3s
              copilots:
                oauth:
                  issuer: https://as.example
                  audience: [sallyport, gateway]
                  introspection:
                    endpoint: https://as.example/introspect
                    ca: ca.pem
                    clientId: gateway
                    key: "file:crm-admin"
                    keyId: gateway-1
                    timeout: 1s
                    cache: 3s
                  scopes: [crm.read]
                  clients: [copilot]
                  allowClients: true
                  requireBinding: true
                  proofAge: 30s
                  subject: username
                  countedBy: client_id
              opaque:
                oauth:
                  issuer: https://as.example
                  audience: sallyport
                  introspection: { endpoint: https://as.example/i, clientId: gateway, secret: "file:crm-admin" }
              signed:
                oauth:
                  issuer: https://as.example
                  audience: sallyport
                  discovery: https://as.example/.well-known/oauth-authorization-server
                  algorithms: ES256
              jwks: { oauth: { issuer: https://as.example, audience: a, jwks: "file:keys.jwks" } }
              jwksuri: { oauth: { issuer: https://as.example, audience: a, jwksUri: https://as.example/keys } }
              github:
                github:
                  audience: sallyport
                  url: https://github.acme.example/_services/token
                  enterprise: acme
                  repositories: acme/crm
                  repositoryIds: "74"
                  owners: [acme, acme-labs]
                  refs: refs/heads/main
                  environments: production
                  workflows: acme/ci/.github/workflows/agent.yml@refs/heads/main
                  pullRequests: true
              gitlab:
                gitlab:
                  audience: sallyport
                  url: https://gitlab.acme.example
                  projects: acme/crm
                  projectIds: "20"
                  groups: acme
                  refs: main
                  environments: production
                  protectedOnly: false
              gcp: { gcp: { audience: sallyport, serviceAccounts: triage@acme.iam.gserviceaccount.com, projects: acme } }
              azure:
                azure:
                  audience: 6e74172b-be56-4843-9ff4-e66a39bb12e3
                  tenant: 72f988bf-86f1-41af-91ab-2d7cd011db47
                  version: 1
                  authority: https://login.microsoftonline.us
                  appIds: 6e74172b-be56-4843-9ff4-e66a39bb12e4
                  objectIds: 6e74172b-be56-4843-9ff4-e66a39bb12e5
              terraform:
                terraform:
                  audience: sallyport
                  url: https://terraform.acme.example
                  organization: acme
                  projects: crm
                  workspaces: prod
                  workspaceIds: ws-mbsd5E3Ktt5Rg2Xm
                  runPhases: apply
              spiffe:
                spiffe:
                  trustDomain: example.org
                  paths: [ /ns/support/** ]
                  audience: [sallyport]
                  bundle: file:ca.pem
                  revocations: file:crl.pem
                  federated:
                    - trustDomain: partner.example
                      paths: /agents/*
                      bundleEndpoint: { url: "https://partner.example/bundle", spiffeId: "spiffe://partner.example/bundle", authorities: "file:ca.pem" }
                      revocations: file:crl.pem
                    - { trustDomain: other.example, paths: /a, workloadApi: "unix:/run/spire/agent.sock" }
                    - { trustDomain: third.example, paths: /a, bundle: "file:ca.pem" }
                  skew: 10s
                  maxTokenSize: 8KiB
                  maxChain: 4
                  maxChainSize: 16KiB
                  timeout: 2s
                  refresh: 1m
                  maxStale: 2h
                  maxBundleSize: 2MiB
              local: { spiffe: { trustDomain: example.org, workloadApi: "unix:///run/spire/agent.sock" } }
              web: { spiffe: { trustDomain: example.org, bundleEndpoint: { url: "https://example.org/bundle" } } }
            targets:
              crm:
                postgres:
                  address: crm.internal:5432
                  database: crm
                  admin: "file:crm-admin"
                  tls: verify-ca
                  ca: ca.pem
                  searchPath: [app, public]
                  connectTimeout: 2s
                  statementTimeout: 30s
                  clearText: allow
                  mintTimeout: 3s
                  hear: off
                  witness: off
                  witnessTimeout: 4s
                  minting: functions
                roles: { support: [ "SELECT ON customers, hr.payroll", UPDATE (status) ON tickets ] }
                sensitive: { customers: [ssn] }
                default: look
                ceiling: { perHour: 1000 }
                lease:
                  account: { user: app, password: "file:crm-admin", sharing: shared, max: 4, wait: 2s }
                  maxAge: 30m
                  idle: 5m
                  idleInTransaction: 20s
                  connections: 3
                  teardown: 20s
                  expiredGrace: 1m
                  warm: 8
                  keepWarm: 2m
                limits:
                  statementTimeout: 45s
                  idleInTransaction: 50s
                  lockTimeout: 5s
                  transactionTimeout: 10m
                maxStatement: 32KiB
                onTrailFailure: refuse
              second:
                postgres:
                  address: second.internal:5432
                  database: crm
                  admin: { user: sallyport, password: "file:crm-admin" }
                roles: { reader: [ SELECT ON customers ] }
              tickets:
                http:
                  address: https://tickets.internal/api
                  hosts: [tickets.example, Tickets2.example]
                  forward: true
                  openapi: tickets.json
                  graphql: /graphql
                  grpc: true
                  git: true
                  verbs: { shop.Orders/Get: read }
                  credential: { header: { name: X-Token, prefix: "Token ", value: "file:crm-admin" } }
                  outward: [/hooks/**]
                  ca: ca.pem
                  networks: [10.0.0.0/8, "fd00::/8"]
                  connections: 8
                  connectTimeout: 2s
                  firstByteTimeout: 10s
                  idleTimeout: 20s
                  maxBody: 64KiB
                  maxAnswer: 63KiB
                  hear: 8KiB
                  cookies: pass
                  clearText: allow
                roles: { agent: [ "GET /tickets/*" ] }
              search:
                http:
                  address: https://search.internal
                  credential: { query: { name: key, value: "file:crm-admin" } }
                roles: {}
              old:
                http:
                  address: https://old.internal
                  credential: { basic: { user: sallyport, password: "file:crm-admin" } }
                roles: {}
              saas:
                http:
                  address: https://saas.example
                  credential:
                    oauth:
                      token: https://login.saas.example/token
                      clientId: gateway
                      clientSecret: "file:crm-admin"
                      secretIn: post
                      ca: ca.pem
                      scopes: [read, write]
                      refreshToken: "file:crm-admin"
                roles: {}
              code:
                http:
                  address: https://api.github.com
                  credential:
                    github:
                      appId: "12"
                      installationId: "34"
                      privateKey: "file:crm-admin"
                      ca: ca.pem
                      api: https://github.internal/api/v3
                roles: {}
              orders:
                http:
                  address: https://orders.internal
                  credential:
                    exchange:
                      token: https://login.internal/token
                      clientId: gateway
                      clientSecret: "file:crm-admin"
                      secretIn: post
                      key: "file:crm-admin"
                      keyId: one
                      revocation: /revoke
                      ca: ca.pem
                      audience: orders
                      scopes: orders.read
                roles: {}
              models:
                llm:
                  dialect: openai
                  address: https://models.internal
                  key: "file:crm-admin"
                  keyHeader: api-key
                  fetchHosts: images.example
                  storing: false
                  extraFields: top_k
                  mediaTokens: 1000
                  outputTokens: 500
                  hosts: models.example
                  forward: true
                  ca: ca.pem
                  networks: 10.0.0.0/8
                  connections: 9
                  connectTimeout: 3s
                  firstByteTimeout: 11s
                  idleTimeout: 21s
                  maxBody: 65KiB
                  clearText: allow
                roles: { agent: [ small-1 ] }
              claude: { llm: { dialect: anthropic, key: "file:crm-admin" }, roles: {} }
              desk:
                mcp:
                  address: https://desk.internal/mcp
                  key: "file:crm-admin"
                  tools:
                    read_*: { verb: read, resource: tickets, keyedBy: { ticket_id: id }, records: 1 }
                  resources: { "file:///work/*": files }
                  firstUse: quarantine
                  pinned: { read_ticket: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
                  mayAsk: [sampling, roots]
                  origins: https://app.example
                  hosts: desk.example
                  forward: true
                  ca: ca.pem
                  networks: 10.0.0.0/8
                  connections: 10
                  connectTimeout: 4s
                  firstByteTimeout: 12s
                  idleTimeout: 22s
                  maxBody: 66KiB
                  clearText: allow
                roles: { agent: [ read_ticket ] }
              files:
                mcp:
                  command: /usr/bin/mcp-files
                  args: [--root, /work]
                  env: { LANG: C }
                  secretEnv: { TOKEN: "file:crm-admin" }
                  user: mcp
                  folder: /work
                  children: 2
                  limits: { memory: 300MiB, processor: 7m, files: 99 }
                roles: {}
            access:
              - name: support
                from: pods
                to: crm
                as: support
                purposes: [look, change]
                declaredBy: [claim, orchestrator, agent]
                claim: purpose
                mode: observe
                until: 2026-06-01T00:00:00Z
                maxSession: 20m
                maxSessions: 3
              - { from: ci, to: crm, as: support, purposes: look }
            purposes:
              look:
                description: look at customers
                allow:
                  - read: [ crm/public.customers, crm/hr.payroll ]
                    fields: [id, ssn]
                    sensitive: ssn
                    mask: card_number
                    keyedBy: [id, email]
                    atMost: { perAction: 5, perSession: 10, perHour: 40 }
                    hold: true
                    afterSensitive: hold
                    functions: [lower]
                otherwise: hold
                intent: deny
                unusual: hold
                unproposed: deny
                holdFor: 5m
                containAfter: 20
              change:
                description: every verb
                allow:
                  - { discover: crm/* }
                  - { create: crm/customers }
                  - { update: crm/tickets }
                  - { delete: crm/tickets }
                  - { execute: crm/refresh }
                  - { share: crm/customers }
                  - { grant: crm/* }
                  - { define: crm/* }
            policies:
              - deny.cedar
              - forbid (principal, action, resource) when { false };
            judge:
              url: https://judge.example/v1
              model: small
              key: "file:crm-admin"
              ca: ca.pem
              timeout: 2s
              band: { from: 0.45, to: 0.55 }
              unavailable: decide-without
              perHour: 20
              maxCalls: 2
              maxQuestion: 8KiB
              maxAnswer: 4KiB
            sessions:
              issuer: https://sallyport.example:8443
              tokenLifetime: 2m
              maxLifetime: 30m
              maxDepth: 2
              connectionsPerToken: 4
              maxTasks: 500
              rotateKeys: 7d
              dpopNonce: 5m
            orchestrators:
              desk: { issuer: "https://desk.example", jwks: "file:keys.jwks", algorithms: ES256 }
              shop: { issuer: "https://shop.example", jwksUri: "https://shop.example/keys" }
            limits:
              handshake: 5s
              maxConnections: 20
              maxSessions: 10
              pipeline: 8
              maxMessage: 1MiB
              statementCache: 50
              parsers: 3
              parserTimeout: 500ms
              counters: { counters: 200, keys: 5000 }
              maxHolds: 7
              quarantine: 10m
              reevaluate: 30s
              shutdown: 1m
              loops: 3
              precedence: 5
              http:
                maxLine: 4KiB
                maxFields: 16KiB
                maxUpload: 5MiB
                headTimeout: 4s
                bodyTimeout: 7s
                idleTimeout: 20s
                unreadTimeout: 9s
                inflation: 30
                streams: 12
                resets: 25
                controlFrames: 400
            """;

    /// What stands in the place of `certificate` and `key`.
    static final String OTHER_TLS = "tls: { workloadApi: \"unix:/run/spire/agent.sock\", timeout: 20s }\n";

    private EveryKey() {}

    static Given files(Given given) {
        given.file("tls/sallyport.crt", "", "rw-r--r--");
        given.file("tls/sallyport.key", "", "rw-------");
        given.file("crl.pem", "", "rw-r--r--");
        given.file("keys.jwks", "{}", "rw-r--r--");
        given.file("ca.pem", "", "rw-r--r--");
        given.file("tickets.json", "{}", "rw-r--r--");
        given.file("deny.cedar", "forbid (principal, action, resource) when { true };", "rw-r--r--");
        return given;
    }
}
