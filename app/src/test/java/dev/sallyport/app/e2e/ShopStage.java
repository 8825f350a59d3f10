package dev.sallyport.app.e2e;

import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A platform, a shop's API twice (in clear text and with TLS), and a gateway in front of it. No database.
final class ShopStage implements AutoCloseable {

    static final String KEY = "sk-the-shops-own-key-4711";

    private static final String YAML = """
            listen: { http: "127.0.0.1:0", plain: "127.0.0.1:0" }
            tls: { certificate: server.crt, key: "file:server.key" }
            limits: { shutdown: 5s }
            authMethods:
              pods: { oidc: { issuer: "ISSUER", audience: sallyport } }
            targets:
              shop:
                http:
                  address: "http://127.0.0.1:PLAIN"
                  hosts: shop.example
                  credential: { header: { prefix: "Bearer ", value: "file:shop-key" } }
                  clearText: allow
                roles:
                  agent: [ "GET /customers/*", "GET /orders", "PATCH /tickets/*" ]
              vault:
                http:
                  address: "https://localhost:SECURE"
                  forward: true
                  ca: vault.crt
                  credential: { header: { prefix: "Bearer ", value: "file:shop-key" } }
                  clearText: allow
                roles: { agent: [ "* /**" ] }
            access:
              - { from: pods, to: shop, as: agent, purposes: [support] }
              - { from: pods, to: vault, as: agent, purposes: [support] }
            purposes:
              support:
                description: help one customer
                allow:
                  - { read: shop/customers, keyedBy: [id], atMost: { perAction: 1, perSession: 5 } }
                  - { read: vault/customers, keyedBy: [id] }
                  - { update: shop/tickets, keyedBy: [id] }
                  - { delete: shop/customers }
            """;

    private final PlatformIssuer platform;
    private final DemoFolder folder;
    final MovableClock clock;
    final ShopServer shop;
    final ShopServer vault;
    private Sallyport gateway;

    private ShopStage(
            PlatformIssuer platform, DemoFolder folder, ShopServer shop, ShopServer vault, MovableClock clock) {
        this.clock = clock;
        this.platform = platform;
        this.folder = folder;
        this.shop = shop;
        this.vault = vault;
    }

    static ShopStage play() throws Exception {
        return play(yaml -> yaml);
    }

    /// @param change of the configuration
    static ShopStage play(UnaryOperator<String> change) throws Exception {
        return play(change, _ -> {});
    }

    /// Puts more files beside the configuration.
    interface Files {
        void write(Path folder) throws IOException;
    }

    static ShopStage play(UnaryOperator<String> change, Files files) throws Exception {
        return play(Map.of(), new MovableClock(), change, files);
    }

    /// @param secrets more files that only the gateway may read, by name
    static ShopStage play(Map<String, String> secrets, MovableClock clock, UnaryOperator<String> change, Files files)
            throws Exception {
        DemoFolder folder = DemoFolder.create();
        folder.writeCertificate();
        files.write(folder.path());
        folder.writePrivate("shop-key", KEY);
        for (Map.Entry<String, String> secret : secrets.entrySet())
            folder.writePrivate(secret.getKey(), secret.getValue());
        ShopStage stage = new ShopStage(
                PlatformIssuer.start(new MovableClock()),
                folder,
                ShopServer.inClearText(),
                ShopServer.withTls(folder.path().resolve("vault.crt")),
                clock);
        stage.configure(change);
        stage.start();
        return stage;
    }

    void configure(UnaryOperator<String> change) throws IOException {
        folder.writePrivate(
                "sallyport.yaml",
                change.apply(YAML.replace("ISSUER", platform.issuer())
                        .replace("PLAIN", String.valueOf(shop.port()))
                        .replace("SECURE", String.valueOf(vault.port()))));
    }

    private void start() throws Exception {
        ConfigurationFile loader = new ConfigurationFile(
                FileGuard.ofThisProcess(), System.getenv(), RealGrammars.all(), List.of(new RoomChecks()), clock);
        gateway = Sallyport.start(folder.configuration(), loader, clock);
    }

    AdminClient admin() {
        return new AdminClient(state().resolve("admin.sock"), state().resolve("tokens"), Duration.ofSeconds(20));
    }

    Reply reload() throws Exception {
        return admin().send(
                        "POST",
                        "/v1/reload",
                        Role.CONFIGURE,
                        com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    Path folder() {
        return folder.path();
    }

    Path state() {
        return folder.path().resolve("state");
    }

    Path certificate() {
        return folder.certificate();
    }

    Path configuration() {
        return folder.configuration();
    }

    int http() {
        return gateway.addresses().get("http").port();
    }

    int plain() {
        return gateway.addresses().get("plain").port();
    }

    String token(String subject) {
        return platform.token(subject).audience("sallyport").sign();
    }

    /// One that lives for a day.
    String longToken(String subject) {
        return platform.token(subject)
                .audience("sallyport")
                .validFor(Duration.ofDays(1))
                .sign();
    }

    /// An access token (RFC 9068).
    ///
    /// @param scopes with spaces between them
    String accessToken(String subject, String scopes) {
        return platform.token(subject)
                .audience("sallyport")
                .header("typ", "at+jwt")
                .claim("client_id", "a-copilot")
                .claim("jti", subject + scopes)
                .claim("scope", scopes)
                .sign();
    }

    /// curl, with the gateway's certificate trusted.
    Ran curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20", "-w", "\n%{http_code}"));
        command.addAll(List.of("--cacert", certificate().toString()));
        command.addAll(List.of(arguments));
        return Ran.of(folder(), Map.of(), command.toArray(String[]::new));
    }

    List<TrailRecord> records(EventKind... kinds) {
        try (Stream<TrailRecord> records =
                new TrailReader(state().resolve("trail")).records(Position.START, Filter.ALL.kinds(kinds))) {
            return records.toList();
        }
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        shop.close();
        vault.close();
        platform.close();
        folder.close();
    }
}
