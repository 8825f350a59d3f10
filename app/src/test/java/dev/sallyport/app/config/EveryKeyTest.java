package dev.sallyport.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.Mode;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.shape.Shape;
import dev.sallyport.app.config.shape.Shapes;
import dev.sallyport.app.config.yaml.YamlText;
import dev.sallyport.authority.rules.Judging;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Each key is read, and each default is what the documents say.
class EveryKeyTest {

    @TempDir
    Path folder;

    private Configuration configuration;

    @BeforeEach
    void given() {
        configuration = EveryKey.files(Given.in(folder)).loaded(EveryKey.YAML).configuration();
    }

    @Test
    void noKeyIsUntested() {
        Set<String> written = new TreeSet<>();
        for (String yaml : List.of(EveryKey.YAML, EveryKey.OTHER_TLS)) {
            Node root = YamlText.compose(yaml.getBytes(StandardCharsets.UTF_8), new Problems())
                    .orElseThrow();
            written(Shapes.of(Configuration.class), root, written);
        }
        assertThat(written)
                .as("set it in EveryKey, to something other than its default, and look at it below")
                .containsExactlyElementsOf(new TreeSet<>(keys().keySet()));
    }

    @Test
    void defaultsAreWhatIsWrittenHere() {
        Map<String, String> defaults = new TreeMap<>();
        keys().forEach((key, fallback) -> {
            if (!fallback.isEmpty() && !Set.of("{}", "[]", "''").contains(fallback)) {
                defaults.put(key, fallback);
            }
        });
        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("AccountEntry.max", "10"),
                        Map.entry("AccountEntry.sharing", "exclusive"),
                        Map.entry("AccountEntry.wait", "5s"),
                        Map.entry("AccessEntry.maxSession", "1h"),
                        Map.entry("AccessEntry.maxSessions", "64"),
                        Map.entry("AccessEntry.mode", "enforce"),
                        Map.entry("AdminEntry.socket", "admin.sock"),
                        Map.entry("AdminEntry.tokens", "tokens"),
                        Map.entry("AllowEntry.afterSensitive", "deny"),
                        Map.entry("AllowEntry.hold", "false"),
                        Map.entry("AtMostEntry.perAction", "none"),
                        Map.entry("AtMostEntry.perHour", "none"),
                        Map.entry("AtMostEntry.perSession", "none"),
                        Map.entry("CeilingEntry.perHour", "none"),
                        Map.entry("Configuration.instance", "main"),
                        Map.entry("Configuration.state", "state"),
                        Map.entry("SessionsEntry.tokenLifetime", "5m"),
                        Map.entry("SessionsEntry.maxLifetime", "1h"),
                        Map.entry("SessionsEntry.maxDepth", "3"),
                        Map.entry("SessionsEntry.connectionsPerToken", "16"),
                        Map.entry("SessionsEntry.maxTasks", "100000"),
                        Map.entry("SessionsEntry.rotateKeys", "30d"),
                        Map.entry("SessionsEntry.dpopNonce", "0s"),
                        Map.entry("OrchestratorEntry.algorithms", "[RS256, ES256, EdDSA]"),
                        Map.entry("Kubernetes.issuer", "https://kubernetes.default.svc"),
                        Map.entry("BandEntry.from", "0.4"),
                        Map.entry("BandEntry.to", "0.6"),
                        Map.entry("JudgeEntry.maxAnswer", "16KiB"),
                        Map.entry("JudgeEntry.maxCalls", "16"),
                        Map.entry("JudgeEntry.maxQuestion", "64KiB"),
                        Map.entry("JudgeEntry.perHour", "1000"),
                        Map.entry("JudgeEntry.timeout", "3s"),
                        Map.entry("JudgeEntry.unavailable", "hold"),
                        Map.entry("LeaseEntry.connections", "2"),
                        Map.entry("LeaseEntry.expiredGrace", "5m"),
                        Map.entry("LeaseEntry.idle", "15m"),
                        Map.entry("LeaseEntry.idleInTransaction", "60s"),
                        Map.entry("LeaseEntry.maxAge", "1h"),
                        Map.entry("LeaseEntry.teardown", "10s"),
                        Map.entry("LeaseEntry.warm", "0"),
                        Map.entry("LeaseEntry.keepWarm", "5m"),
                        Map.entry("Aws.allowRoot", "false"),
                        Map.entry("Aws.maxAnswerSize", "64KiB"),
                        Map.entry("Aws.maxCalls", "32"),
                        Map.entry("Aws.maxRequestSize", "16KiB"),
                        Map.entry("Aws.rememberRequests", "100000"),
                        Map.entry("Aws.skew", "30s"),
                        Map.entry("Aws.timeout", "5s"),
                        Map.entry("Aws.validFor", "15m"),
                        Map.entry("Aws.window", "5m"),
                        Map.entry("CounterEntry.counters", "100000"),
                        Map.entry("CounterEntry.keys", "1000000"),
                        Map.entry("HttpLimitEntry.bodyTimeout", "30s"),
                        Map.entry("HttpLimitEntry.controlFrames", "2000"),
                        Map.entry("HttpLimitEntry.headTimeout", "10s"),
                        Map.entry("HttpLimitEntry.idleTimeout", "75s"),
                        Map.entry("HttpLimitEntry.inflation", "100"),
                        Map.entry("HttpLimitEntry.maxFields", "32KiB"),
                        Map.entry("HttpLimitEntry.maxLine", "8KiB"),
                        Map.entry("HttpLimitEntry.maxUpload", "1024GiB"),
                        Map.entry("HttpLimitEntry.resets", "200"),
                        Map.entry("HttpLimitEntry.streams", "100"),
                        Map.entry("HttpLimitEntry.unreadTimeout", "2m"),
                        Map.entry("LimitEntry.handshake", "10s"),
                        Map.entry("LimitEntry.maxConnections", "20000"),
                        Map.entry("LimitEntry.maxHolds", "1000"),
                        Map.entry("LimitEntry.maxMessage", "16MiB"),
                        Map.entry("LimitEntry.maxSessions", "10000"),
                        Map.entry("LimitEntry.parserTimeout", "2s"),
                        Map.entry("LimitEntry.parsers", "2"),
                        Map.entry("LimitEntry.pipeline", "4096"),
                        Map.entry("LimitEntry.loops", "0"),
                        Map.entry("LimitEntry.precedence", "15"),
                        Map.entry("LimitEntry.quarantine", "1h"),
                        Map.entry("TrailEntry.syncReads", "false"),
                        Map.entry("LimitEntry.reevaluate", "60s"),
                        Map.entry("LimitEntry.shutdown", "10s"),
                        Map.entry("LimitEntry.statementCache", "10000"),
                        Map.entry("Azure.authority", "https://login.microsoftonline.com"),
                        Map.entry("Azure.version", "2"),
                        Map.entry("Github.pullRequests", "false"),
                        Map.entry("Gitlab.protectedOnly", "true"),
                        Map.entry("Http.forward", "false"),
                        Map.entry("Http.git", "false"),
                        Map.entry("Http.hear", "16KiB"),
                        Map.entry("Http.cookies", "drop"),
                        Map.entry("Http.maxAnswer", "4MiB"),
                        Map.entry("OauthCredential.secretIn", "basic"),
                        Map.entry("ExchangeCredential.secretIn", "basic"),
                        Map.entry("Http.grpc", "false"),
                        Map.entry("HeaderCredential.name", "Authorization"),
                        Map.entry("GithubCredential.api", "https://api.github.com"),
                        Map.entry("Http.connections", "64"),
                        Map.entry("Http.connectTimeout", "5s"),
                        Map.entry("Http.firstByteTimeout", "60s"),
                        Map.entry("Http.idleTimeout", "60s"),
                        Map.entry("Http.maxBody", "1MiB"),
                        Map.entry("Http.clearText", "refuse"),
                        Map.entry("Llm.storing", "true"),
                        Map.entry("Llm.mediaTokens", "50000"),
                        Map.entry("Llm.outputTokens", "16384"),
                        Map.entry("Llm.forward", "false"),
                        Map.entry("Llm.connections", "64"),
                        Map.entry("Llm.connectTimeout", "5s"),
                        Map.entry("Llm.firstByteTimeout", "5m"),
                        Map.entry("Llm.idleTimeout", "2m"),
                        Map.entry("Llm.maxBody", "16MiB"),
                        Map.entry("Llm.clearText", "refuse"),
                        Map.entry("Mcp.folder", "/"),
                        Map.entry("Mcp.children", "64"),
                        Map.entry("ChildLimitEntry.memory", "2GiB"),
                        Map.entry("ChildLimitEntry.processor", "1h"),
                        Map.entry("ChildLimitEntry.files", "1024"),
                        Map.entry("Mcp.firstUse", "trust"),
                        Map.entry("Mcp.forward", "false"),
                        Map.entry("Mcp.connections", "64"),
                        Map.entry("Mcp.connectTimeout", "5s"),
                        Map.entry("Mcp.firstByteTimeout", "60s"),
                        Map.entry("Mcp.idleTimeout", "5m"),
                        Map.entry("Mcp.maxBody", "4MiB"),
                        Map.entry("Mcp.clearText", "refuse"),
                        Map.entry("ToolEntry.verb", "execute"),
                        Map.entry("ToolEntry.records", "none"),
                        Map.entry("Introspection.cache", "10s"),
                        Map.entry("Introspection.timeout", "5s"),
                        Map.entry("Oauth.algorithms", "[RS256, ES256, EdDSA]"),
                        Map.entry("Oauth.allowClients", "false"),
                        Map.entry("Oauth.countedBy", "[sub]"),
                        Map.entry("Oauth.proofAge", "1m"),
                        Map.entry("Oauth.requireBinding", "false"),
                        Map.entry("Oauth.subject", "sub"),
                        Map.entry("Review.cache", "10s"),
                        Map.entry("Review.server", "https://kubernetes.default.svc"),
                        Map.entry("Review.timeout", "5s"),
                        Map.entry("Oidc.algorithms", "[RS256, ES256, EdDSA]"),
                        Map.entry("Oidc.cacheKeys", "15m"),
                        Map.entry("Oidc.countedBy", "[sub]"),
                        Map.entry("Oidc.maxAge", "24h"),
                        Map.entry("Oidc.maxTokenSize", "16KiB"),
                        Map.entry("Oidc.rememberTokens", "10000"),
                        Map.entry("Oidc.skew", "30s"),
                        Map.entry("Oidc.subject", "sub"),
                        Map.entry("Oidc.timeout", "5s"),
                        Map.entry("Postgres.clearText", "refuse"),
                        Map.entry("Postgres.connectTimeout", "5s"),
                        Map.entry("Postgres.hear", "16KiB"),
                        Map.entry("Postgres.mintTimeout", "10s"),
                        Map.entry("Postgres.minting", "direct"),
                        Map.entry("Postgres.searchPath", "[public]"),
                        Map.entry("Postgres.statementTimeout", "60s"),
                        Map.entry("Postgres.tls", "verify-full"),
                        Map.entry("Postgres.witness", "on"),
                        Map.entry("Postgres.witnessTimeout", "5s"),
                        Map.entry("PurposeEntry.holdFor", "10m"),
                        Map.entry("PurposeEntry.containAfter", "none"),
                        Map.entry("PurposeEntry.intent", "watch"),
                        Map.entry("PurposeEntry.otherwise", "deny"),
                        Map.entry("PurposeEntry.unproposed", "watch"),
                        Map.entry("PurposeEntry.unusual", "watch"),
                        Map.entry("Spiffe.maxBundleSize", "1MiB"),
                        Map.entry("Spiffe.maxChain", "8"),
                        Map.entry("Spiffe.maxChainSize", "32KiB"),
                        Map.entry("Spiffe.maxStale", "1h"),
                        Map.entry("Spiffe.maxTokenSize", "16KiB"),
                        Map.entry("Spiffe.refresh", "5m"),
                        Map.entry("Spiffe.skew", "30s"),
                        Map.entry("Spiffe.timeout", "5s"),
                        Map.entry("TargetEntry.maxStatement", "64KiB"),
                        Map.entry("TlsEntry.timeout", "15s"),
                        Map.entry("TrailEntry.directory", "trail"),
                        Map.entry("TrailEntry.keys", "keys"),
                        Map.entry("TrailEntry.onFailure", "refuse"),
                        Map.entry("TrailEntry.patience", "30s"),
                        Map.entry("TrailEntry.segmentAge", "24h"),
                        Map.entry("TrailEntry.segmentSize", "64MiB"),
                        Map.entry("TrailEntry.signAfter", "10000"),
                        Map.entry("TrailEntry.signEvery", "10s"),
                        Map.entry("TrailEntry.syncEvery", "200ms")));
    }

    @Test
    void pathsStartFromTheFolderOrFromState() {
        assertThat(configuration.state()).isEqualTo(folder.resolve("var"));
        assertThat(configuration.admin())
                .isEqualTo(new AdminEntry(
                        folder.resolve("var/run/admin.sock"),
                        folder.resolve("var/run/tokens"),
                        List.of("ops", "1001")));
        assertThat(configuration.trail().directory()).isEqualTo(folder.resolve("var/log"));
        assertThat(configuration.trail().keys()).isEqualTo(folder.resolve("var/sealed"));
        assertThat(configuration.trail().anchor())
                .containsExactly(folder.resolve("anchor/a"), folder.resolve("anchor/b"));
        assertThat(configuration.tls())
                .isEqualTo(new TlsEntry(
                        folder.resolve("tls/sallyport.crt"),
                        new SecretReference.File(folder.resolve("tls/sallyport.key")),
                        null,
                        Duration.ofSeconds(15)));
    }

    @Test
    void theTrailIsRead() {
        TrailEntry trail = configuration.trail();
        assertThat(trail.segmentSize().bytes()).isEqualTo(1 << 20);
        assertThat(List.of(trail.segmentAge(), trail.signEvery(), trail.syncEvery(), trail.patience()))
                .containsExactly(
                        Duration.ofHours(2), Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofSeconds(10));
        assertThat(trail.signAfter()).isEqualTo(500);
        assertThat(trail.keep()).isEqualTo(Duration.ofDays(90));
        assertThat(trail.syncReads()).isTrue();
        assertThat(trail.onFailure()).isEqualTo(OnTrailFailure.ALLOW);
        assertThat(configuration.onTrailFailure("crm")).isEqualTo(OnTrailFailure.REFUSE);
        assertThat(configuration.onTrailFailure("second")).isEqualTo(OnTrailFailure.ALLOW);
        assertThat(configuration.instance()).isEqualTo("gate2");
    }

    @Test
    void theGatewaysOwnSvidIsRead() {
        String yaml = EveryKey.YAML.replaceFirst("(?m)^tls: .*\n", EveryKey.OTHER_TLS);
        TlsEntry tls =
                EveryKey.files(Given.in(folder)).loaded(yaml).configuration().tls();
        assertThat(tls)
                .isEqualTo(new TlsEntry(
                        null, null, new UnixSocket(Path.of("/run/spire/agent.sock")), Duration.ofSeconds(20)));
    }

    @Test
    void trustDomainsAreRead() {
        FileReference authorities = new FileReference(folder.resolve("ca.pem"));
        FileReference revocations = new FileReference(folder.resolve("crl.pem"));
        UnixSocket socket = new UnixSocket(Path.of("/run/spire/agent.sock"));
        BundleEndpoint partner = new BundleEndpoint(
                URI.create("https://partner.example/bundle"), "spiffe://partner.example/bundle", authorities);
        assertThat(configuration.authMethods().get("spiffe").proof())
                .isEqualTo(new Spiffe(
                        "example.org",
                        List.of("/ns/support/**"),
                        List.of("sallyport"),
                        authorities,
                        null,
                        null,
                        revocations,
                        List.of(
                                new FederatedDomain(
                                        "partner.example", List.of("/agents/*"), null, partner, null, revocations),
                                new FederatedDomain("other.example", List.of("/a"), null, null, socket, null),
                                new FederatedDomain("third.example", List.of("/a"), authorities, null, null, null)),
                        Duration.ofSeconds(10),
                        new ByteSize(8192),
                        4,
                        new ByteSize(16_384),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        new ByteSize(2 << 20)));
        assertThat(((Spiffe) configuration.authMethods().get("local").proof()).workloadApi())
                .isEqualTo(socket);
        assertThat(((Spiffe) configuration.authMethods().get("web").proof()).bundleEndpoint())
                .isEqualTo(new BundleEndpoint(URI.create("https://example.org/bundle"), "", null));
    }

    @Test
    void targetsAreRead() {
        TargetEntry crm = configuration.targets().get("crm");
        assertThat(crm)
                .isEqualTo(new TargetEntry(
                        new Postgres(
                                new HostPort("crm.internal", 5432),
                                "crm",
                                new AdminAccount.Combined(new SecretReference.File(folder.resolve("crm-admin"))),
                                TlsMode.VERIFY_CA,
                                folder.resolve("ca.pem"),
                                List.of("app", "public"),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                ClearText.ALLOW,
                                new Heard(0),
                                Duration.ofSeconds(3),
                                Minting.FUNCTIONS,
                                Witness.OFF,
                                Duration.ofSeconds(4)),
                        Map.of("support", List.of("SELECT ON customers, hr.payroll", "UPDATE (status) ON tickets")),
                        Map.of("customers", List.of("ssn")),
                        "look",
                        new CeilingEntry(new Limit(1000)),
                        new LeaseEntry(
                                new AccountEntry(
                                        "app",
                                        new SecretReference.File(folder.resolve("crm-admin")),
                                        AccountEntry.Sharing.SHARED,
                                        4,
                                        Duration.ofSeconds(2)),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(20),
                                3,
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(1),
                                8,
                                Duration.ofMinutes(2)),
                        new TimeLimitEntry(
                                Duration.ofSeconds(45),
                                Duration.ofSeconds(50),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(10)),
                        new ByteSize(32 << 10),
                        OnTrailFailure.REFUSE));
        assertThat(configuration.targets().get("second").protocol())
                .extracting(p -> ((Postgres) p).admin())
                .isEqualTo(new AdminAccount.Login("sallyport", new SecretReference.File(folder.resolve("crm-admin"))));
        assertThat(configuration.listen().postgres().listenAddress().host()).isEqualTo("::1");
        assertThat(configuration.listen().postgres()).hasToString("[::1]:7432");
    }

    @Test
    void targetsOverHttpAreRead() {
        SecretReference secret = new SecretReference.File(folder.resolve("crm-admin"));
        assertThat(protocol("tickets"))
                .isEqualTo(new Http(
                        URI.create("https://tickets.internal/api"),
                        List.of(new HostName("tickets.example"), new HostName("tickets2.example")),
                        true,
                        folder.resolve("tickets.json"),
                        "/graphql",
                        true,
                        true,
                        Map.of("shop.Orders/Get", Verb.READ),
                        new CredentialEntry(new HeaderCredential("X-Token", "Token ", secret)),
                        List.of("/hooks/**"),
                        folder.resolve("ca.pem"),
                        List.of("10.0.0.0/8", "fd00::/8"),
                        8,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        new ByteSize(64 << 10),
                        new ByteSize(63 << 10),
                        new Heard(8 << 10),
                        Cookies.PASS,
                        ClearText.ALLOW));
        assertThat(shown("search")).isEqualTo(new QueryCredential("key", secret));
        assertThat(shown("old")).isEqualTo(new BasicCredential("sallyport", secret));
        assertThat(shown("saas"))
                .isEqualTo(new OauthCredential(
                        URI.create("https://login.saas.example/token"),
                        "gateway",
                        secret,
                        SecretIn.POST,
                        folder.resolve("ca.pem"),
                        List.of("read", "write"),
                        secret));
        assertThat(shown("code"))
                .isEqualTo(new GithubCredential(
                        "12", "34", secret, folder.resolve("ca.pem"), URI.create("https://github.internal/api/v3")));
        assertThat(shown("orders"))
                .isEqualTo(new ExchangeCredential(
                        URI.create("https://login.internal/token"),
                        "gateway",
                        secret,
                        SecretIn.POST,
                        secret,
                        "one",
                        "/revoke",
                        folder.resolve("ca.pem"),
                        "orders",
                        List.of("orders.read")));
    }

    private Protocol protocol(String target) {
        return configuration.targets().get(target).protocol();
    }

    private ShownCredential shown(String target) {
        return ((Http) protocol(target)).credential().shown();
    }

    @Test
    void modelProvidersAreRead() {
        assertThat(protocol("models"))
                .isEqualTo(new Llm(
                        LlmDialect.OPENAI,
                        URI.create("https://models.internal"),
                        new SecretReference.File(folder.resolve("crm-admin")),
                        KeyHeader.API_KEY,
                        List.of(new HostName("images.example")),
                        false,
                        List.of("top_k"),
                        1000,
                        500,
                        List.of(new HostName("models.example")),
                        true,
                        folder.resolve("ca.pem"),
                        List.of("10.0.0.0/8"),
                        9,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(11),
                        Duration.ofSeconds(21),
                        new ByteSize(65 << 10),
                        ClearText.ALLOW));
        assertThat(((Llm) protocol("claude")).upstream()).isEqualTo(URI.create("https://api.anthropic.com"));
    }

    @Test
    void mcpServersAreRead() {
        SecretReference secret = new SecretReference.File(folder.resolve("crm-admin"));
        String hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        assertThat(protocol("desk"))
                .isEqualTo(new Mcp(
                        URI.create("https://desk.internal/mcp"),
                        "",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        "",
                        Path.of("/"),
                        64,
                        new ChildLimitEntry(new ByteSize(2L << 30), Duration.ofHours(1), 1024),
                        secret,
                        Map.of("read_*", new ToolEntry(Verb.READ, "tickets", Map.of("ticket_id", "id"), new Limit(1))),
                        Map.of("file:///work/*", "files"),
                        FirstUse.QUARANTINE,
                        Map.of("read_ticket", hash),
                        List.of(MayAsk.SAMPLING, MayAsk.ROOTS),
                        List.of("https://app.example"),
                        List.of(new HostName("desk.example")),
                        true,
                        folder.resolve("ca.pem"),
                        List.of("10.0.0.0/8"),
                        10,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(22),
                        new ByteSize(66 << 10),
                        ClearText.ALLOW));
        assertThat((Mcp) protocol("files")).satisfies(files -> {
            assertThat(files.command()).isEqualTo("/usr/bin/mcp-files");
            assertThat(files.args()).containsExactly("--root", "/work");
            assertThat(files.env()).isEqualTo(Map.of("LANG", "C"));
            assertThat(files.secretEnv()).isEqualTo(Map.of("TOKEN", secret));
            assertThat(files.user()).isEqualTo("mcp");
            assertThat(files.folder()).isEqualTo(Path.of("/work"));
            assertThat(files.children()).isEqualTo(2);
            assertThat(files.limits())
                    .isEqualTo(new ChildLimitEntry(new ByteSize(300 << 20), Duration.ofMinutes(7), 99));
        });
        assertThat(configuration.listen().plain()).isEqualTo(new HostPort("::1", 8118));
    }

    @Test
    void accessRulesAreRead() {
        assertThat(configuration.access().getFirst())
                .isEqualTo(new AccessEntry(
                        "support",
                        "pods",
                        "crm",
                        "support",
                        List.of("look", "change"),
                        List.of(DeclaredBy.CLAIM, DeclaredBy.ORCHESTRATOR, DeclaredBy.AGENT),
                        "purpose",
                        Mode.OBSERVE,
                        Instant.parse("2026-06-01T00:00:00Z"),
                        Duration.ofMinutes(20),
                        3));
        assertThat(configuration.access().getLast().observeUntil()).isEqualTo(Instant.MIN);
    }

    @Test
    void sessionsAreRead() {
        assertThat(configuration.listen().http()).isEqualTo(new HostPort("::1", 8443));
        assertThat(configuration.sessions())
                .isEqualTo(new SessionsEntry(
                        java.net.URI.create("https://sallyport.example:8443"),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30),
                        2,
                        4,
                        500,
                        Duration.ofDays(7),
                        Duration.ofMinutes(5)));
    }

    @Test
    void theJudgeIsRead() {
        assertThat(configuration.judge())
                .isEqualTo(new JudgeEntry(
                        URI.create("https://judge.example/v1"),
                        "small",
                        new SecretReference.File(folder.resolve("crm-admin")),
                        folder.resolve("ca.pem"),
                        Duration.ofSeconds(2),
                        new BandEntry(new Score(450), new Score(550)),
                        Judging.Unavailable.DECIDE_WITHOUT,
                        20,
                        2,
                        new ByteSize(8192),
                        new ByteSize(4096)));
        Given given = EveryKey.files(Given.in(folder));
        assertThat(given.loaded(EveryKey.YAML).rules().judging())
                .isEqualTo(new Judging(450, 550, Judging.Unavailable.DECIDE_WITHOUT, Duration.ofSeconds(4)));
        assertThat(given.loaded(Given.PLAIN).rules().judging()).isNull();
    }

    @Test
    void orchestratorsAreRead() {
        OrchestratorEntry desk = configuration.orchestrators().get("desk");
        assertThat(desk.algorithms()).containsExactly(Algorithm.ES256);
        assertThat(desk.oidc("here").issuer()).isEqualTo("https://desk.example");
        assertThat(desk.oidc("here").audience()).containsExactly("here");
        assertThat(configuration.orchestrators().get("shop").jwksUri())
                .isEqualTo(java.net.URI.create("https://shop.example/keys"));
    }

    @Test
    void limitsAreRead() {
        assertThat(configuration.limits())
                .isEqualTo(new LimitEntry(
                        Duration.ofSeconds(5),
                        20,
                        10,
                        8,
                        new ByteSize(1 << 20),
                        50,
                        3,
                        Duration.ofMillis(500),
                        new CounterEntry(200, 5000),
                        7,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        3,
                        5,
                        new HttpLimitEntry(
                                new ByteSize(4 << 10),
                                new ByteSize(16 << 10),
                                new ByteSize(5 << 20),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(9),
                                30,
                                12,
                                25,
                                400)));
    }

    /// Every key there is, as `Record.key`, with its default.
    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        keys(Shapes.of(Configuration.class), keys);
        return keys;
    }

    private static void keys(Shape shape, Map<String, String> keys) {
        switch (shape) {
            case Shape.Leaf _, Shape.Choice _ -> {}
            case Shape.ListOf list -> keys(list.element(), keys);
            case Shape.MapOf map -> keys(map.value(), keys);
            case Shape.Either either -> keys(either.mapping(), keys);
            case Shape.Fields fields -> fields.members().forEach(member -> keys(fields, member, keys));
        }
    }

    private static void keys(Shape.Fields fields, Shape.Member member, Map<String, String> keys) {
        switch (member) {
            case Shape.Field field -> {
                keys.put(name(fields, field.key()), field.fallback().orElse(""));
                keys(field.shape(), keys);
            }
            case Shape.OneKey oneKey ->
                oneKey.byKey().forEach((key, alternative) -> {
                    keys.put(name(fields, key), "");
                    keys(alternative.shape(), keys);
                });
        }
    }

    /// The keys of a document whose value is not the default.
    private static void written(Shape shape, Node node, Set<String> keys) {
        switch (shape) {
            case Shape.Leaf _, Shape.Choice _ -> {}
            case Shape.ListOf list
            when node instanceof SequenceNode sequence ->
                sequence.getValue().forEach(element -> written(list.element(), element, keys));
            case Shape.ListOf list -> written(list.element(), node, keys);
            case Shape.MapOf map ->
                ((MappingNode) node).getValue().forEach(entry -> written(map.value(), entry.getValueNode(), keys));
            case Shape.Either either when node instanceof MappingNode -> written(either.mapping(), node, keys);
            case Shape.Either _ -> {}
            case Shape.Fields fields ->
                ((MappingNode) node).getValue().forEach(entry -> {
                    String key = ((ScalarNode) entry.getKeyNode()).getValue();
                    fields.members().forEach(member -> written(fields, member, key, entry.getValueNode(), keys));
                });
        }
    }

    private static void written(Shape.Fields fields, Shape.Member member, String key, Node value, Set<String> keys) {
        switch (member) {
            case Shape.Field field
            when field.key().equals(key) -> {
                if (!(value instanceof ScalarNode word)
                        || !field.fallback().orElse("").equals(word.getValue())) {
                    keys.add(name(fields, key));
                }
                written(field.shape(), value, keys);
            }
            case Shape.OneKey oneKey
            when oneKey.byKey().containsKey(key) -> {
                keys.add(name(fields, key));
                written(oneKey.byKey().get(key).shape(), value, keys);
            }
            case Shape.Member _ -> {}
        }
    }

    private static String name(Shape.Fields fields, String key) {
        return fields.type().getSimpleName() + "." + key;
    }
}
