package dev.sallyport.app.e2e;

import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Database, platform, and a folder that gateways are started from, one after another.
final class E2eStage implements AutoCloseable {

    private final CrmServer database;
    private final MovableClock clock = new MovableClock();
    private final PlatformIssuer platform;
    private final DemoFolder folder;
    private @Nullable Sallyport gateway;

    private E2eStage(CrmServer database) throws IOException {
        this.database = database;
        this.platform = PlatformIssuer.start(clock);
        this.folder = DemoFolder.create();
    }

    /// No gateway yet.
    ///
    /// @param temporary for the database
    /// @param rules `access` and `purposes`
    static E2eStage set(Path temporary, String rules) throws IOException, SQLException {
        return set(CrmServer.create(temporary), rules);
    }

    /// The same with a server that is there.
    static E2eStage set(CrmServer server, String rules) throws IOException, SQLException {
        E2eStage stage = new E2eStage(server);
        stage.folder.writeCertificate();
        stage.folder.writePrivate("crm-admin", CrmServer.GATEWAY + ":" + CrmServer.GATEWAY_PASSWORD);
        stage.configure(rules);
        return stage;
    }

    /// With a gateway that has seen the catalog.
    static E2eStage play(Path temporary, String rules) throws IOException, SQLException, ConfigurationException {
        E2eStage stage = set(temporary, rules);
        stage.start();
        return stage;
    }

    /// With a gateway whose agents may also write articles.
    static E2eStage playWriting(Path temporary, String rules) throws IOException, SQLException, ConfigurationException {
        E2eStage stage = set(temporary, rules);
        stage.database().sql("GRANT INSERT ON articles TO " + CrmServer.GATEWAY + " WITH GRANT OPTION");
        stage.configure(
                rules,
                yaml -> yaml.replace("- \"UPDATE (title) ON articles\"", "- \"INSERT (id, title) ON articles\""));
        stage.start();
        return stage;
    }

    /// Writes the configuration, changed; a gateway that runs does not know yet.
    void configure(String rules, UnaryOperator<String> change) throws IOException {
        folder.writePrivate("sallyport.yaml", change.apply(Crm.yaml(platform.issuer(), database.port(), rules)));
    }

    /// A file beside the configuration that nobody else may read.
    void write(String name, String text) throws IOException {
        folder.writePrivate(name, text);
    }

    /// The same names and another key.
    void renewCertificate() throws IOException {
        folder.writeCertificate();
    }

    /// Writes the configuration; a gateway that runs does not know yet.
    void configure(String rules) throws IOException {
        folder.writePrivate("sallyport.yaml", Crm.yaml(platform.issuer(), database.port(), rules));
    }

    void start() throws IOException, ConfigurationException {
        ConfigurationFile loader = new ConfigurationFile(
                FileGuard.ofThisProcess(), System.getenv(), RealGrammars.all(), List.of(new RoomChecks()), clock);
        gateway = Sallyport.start(configuration(), loader, clock);
        learnCatalog();
    }

    /// What is known of a catalog gets too old, so it is looked at again.
    void forward(Duration by) {
        clock.forward(by);
        learnCatalog();
    }

    private void learnCatalog() {
        gateway().targets().values().forEach(target -> target.refreshCatalog());
    }

    void stop() {
        if (gateway != null) gateway.close();
        gateway = null;
    }

    Sallyport gateway() {
        if (gateway == null) throw new IllegalStateException("no gateway runs");
        return gateway;
    }

    PlatformIssuer platform() {
        return platform;
    }

    CrmServer database() {
        return database;
    }

    Instant now() {
        return clock.instant();
    }

    Path configuration() {
        return folder.configuration();
    }

    Path certificate() {
        return folder.certificate();
    }

    Path state() {
        return folder.path().resolve("state");
    }

    Agents agents() {
        return new Agents(gateway().address().port(), certificate());
    }

    /// What libpq reads: the gateway's address and, in the place of the password, the token.
    ///
    /// @param mode of TLS, as in `sslmode`
    Map<String, String> environment(String mode) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", "localhost");
        environment.put("PGPORT", String.valueOf(agents().port()));
        environment.put("PGUSER", "crm");
        environment.put("PGDATABASE", "crm");
        environment.put("PGSSLMODE", mode);
        environment.put("PGSSLROOTCERT", certificate().toString());
        environment.put("PGPASSWORD", token());
        environment.put("PGCONNECT_TIMEOUT", "30");
        return environment;
    }

    AdminClient admin() {
        return new AdminClient(state().resolve("admin.sock"), state().resolve("tokens"), Duration.ofSeconds(20));
    }

    /// What the platform gives every pod of one service account.
    PlatformToken identity(String subject) {
        return platform.token(subject).audience("sallyport").claim("namespace", "support");
    }

    String token() {
        return identity(Crm.SUBJECT).sign();
    }

    Verification verify() throws IOException {
        return Verifier.verify(state().resolve("trail"), HeadKeys.in(state().resolve("keys")), List.of());
    }

    TrailReader trail() {
        return new TrailReader(state().resolve("trail"));
    }

    List<TrailRecord> records(EventKind... kinds) {
        try (Stream<TrailRecord> records = trail().records(Position.START, Filter.ALL.kinds(kinds))) {
            return records.toList();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        platform.close();
        database.close();
        folder.close();
    }
}
