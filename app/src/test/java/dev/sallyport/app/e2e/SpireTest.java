package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The gateway among the workloads of a real SPIRE: it shows an X.509-SVID of its own, and lets agents in by theirs.
/// The order is that of ever harder changes to the trust domain.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpireTest {

    private static final int AGENT = 4242;
    private static final int STRANGER = 4343;
    private static final int LIFETIME = 40;
    private static final String ID = "spiffe://example.org/ns/support/agents/triage";

    private static final String YAML = """
            listen: { postgres: "127.0.0.1:0", http: "127.0.0.1:0" }
            sessions: { issuer: "https://sallyport.example:8443" }
            tls: { workloadApi: "unix:SOCKET" }
            limits: { shutdown: 10s, handshake: 2m, parserTimeout: 1m }
            authMethods:
              support-pods:
                spiffe: { trustDomain: example.org, paths: /ns/support/**, audience: sallyport, workloadApi: "unix:SOCKET" }
            targets:
              crm:
                postgres: { address: "127.0.0.1:PORT", database: postgres, admin: "file:crm-admin", tls: disable }
                roles: { support: [ "SELECT ON customers, tickets, articles", "UPDATE (status, note) ON tickets" ] }
            """;

    @TempDir
    private static Path folder;

    private static Spire spire;
    private static CrmServer database;
    private static Sallyport gateway;
    private static String psql;

    @BeforeAll
    static void play() throws Exception {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "skipped: only root can run agents as others");
        psql = Ran.program(folder, "psql");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        spire = Spire.start(folder);
        spire.register("/gateway", 0, LIFETIME, "-dns", "localhost");
        spire.register("/ns/support/agents/triage", AGENT, LIFETIME);
        spire.register("/ns/payroll/agents/clerk", 4444, LIFETIME);
        Await.until(
                "the gateway's SVID",
                () -> spire.fetch(0, folder.resolve("own")).exit() == 0);
        database = CrmServer.create(Files.createDirectory(folder.resolve("crm")));
        gateway = start();
    }

    private static Sallyport start() throws Exception {
        Path home = Files.createDirectory(
                folder.resolve("gateway"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path admin = Files.writeString(home.resolve("crm-admin"), CrmServer.GATEWAY + ":" + CrmServer.GATEWAY_PASSWORD);
        Files.setPosixFilePermissions(admin, PosixFilePermissions.fromString("rw-------"));
        Path yaml = Files.writeString(
                home.resolve("sallyport.yaml"),
                YAML.replace("SOCKET", spire.socket().toString()).replace("PORT", String.valueOf(database.port()))
                        + Crm.RESOLVE_TICKET);
        Files.setPosixFilePermissions(yaml, PosixFilePermissions.fromString("rw-------"));
        InstantSource clock = InstantSource.system();
        ConfigurationFile loader = new ConfigurationFile(
                FileGuard.ofThisProcess(), System.getenv(), RealGrammars.all(), List.of(new RoomChecks()), clock);
        Sallyport started = Sallyport.start(yaml, loader, clock);
        started.targets().values().forEach(target -> target.refreshCatalog());
        return started;
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) gateway.close();
        if (database != null) database.close();
        if (spire != null) spire.close();
    }

    /// What libpq reads. The gateway's certificate is checked, host name and all, against the trust domain's bundle.
    private static Map<String, String> environment(Path authorities) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", "localhost");
        environment.put("PGPORT", String.valueOf(gateway.address().port()));
        environment.put("PGUSER", "crm");
        environment.put("PGDATABASE", "crm");
        environment.put("PGSSLMODE", "verify-full");
        environment.put("PGSSLROOTCERT", authorities.toString());
        environment.put("PGCONNECT_TIMEOUT", "30");
        return environment;
    }

    private static Map<String, String> withSvid(Path files) {
        Map<String, String> environment = environment(files.resolve("bundle.0.pem"));
        environment.put("PGSSLCERT", files.resolve("svid.0.pem").toString());
        environment.put("PGSSLKEY", files.resolve("svid.0.key").toString());
        return environment;
    }

    private static Ran psql(int user, Map<String, String> environment, String... arguments) throws Exception {
        String[] command = new String[5 + arguments.length];
        System.arraycopy(new String[] {psql, "-X", "--no-password", "--tuples-only", "--no-align"}, 0, command, 0, 5);
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        return spire.as(user, environment, command);
    }

    private static Ran reads(int user, Map<String, String> environment, int id) throws Exception {
        return psql(user, environment, "-c", "SELECT name FROM customers WHERE id = " + id);
    }

    private static Path fetched(int user, String name) throws Exception {
        Path files = folder.resolve(name);
        Await.until("an SVID", () -> spire.fetch(user, files).exit() == 0);
        return files;
    }

    @Test
    @Order(1)
    void anAttestedWorkloadReadsWithItsSvidAndNoPassword() throws Exception {
        Path files = fetched(AGENT, "first");
        assertThat(reads(AGENT, withSvid(files), 42)).isEqualTo(new Ran(0, "Customer 42\n"));
        assertThat(psql(AGENT, withSvid(files), "-c", "SELECT * FROM customers").out())
                .contains("denied: ");
        assertThat(opened()).contains(ID);
    }

    /// Door one stays shut to a workload of the same trust domain whose path was not named.
    @Test
    @Order(2)
    void anAttestedWorkloadOfAnotherPathIsRefused() throws Exception {
        Path files = fetched(4444, "clerk");
        assertThat(reads(4444, withSvid(files), 42).out())
                .contains("workloads of this path are not let in")
                .doesNotContain("Customer");
    }

    @Test
    @Order(3)
    void aJwtSvidInThePlaceOfThePassword() throws Exception {
        Map<String, String> environment = environment(folder.resolve("own").resolve("bundle.0.pem"));
        Path readable = Files.copy(
                folder.resolve("own").resolve("bundle.0.pem"),
                folder.resolve("authorities.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        environment.put("PGSSLROOTCERT", readable.toString());
        environment.put("PGPASSWORD", spire.token(AGENT, "sallyport"));
        assertThat(reads(AGENT, environment, 43)).isEqualTo(new Ran(0, "Customer 43\n"));
        environment.put("PGPASSWORD", spire.token(AGENT, "billing"));
        assertThat(reads(AGENT, environment, 43).out()).contains("refused: the token is meant for another service");
    }

    /// Every listener shows the gateway's SVID and takes its neighbours by theirs; the task is bound to it (RFC 8705).
    @Test
    @Order(3)
    void anSvidOpensATaskAtTheSessionEndpoint() throws Exception {
        Path files = fetched(AGENT, "caller");
        Endpoint endpoint =
                Endpoint.as(gateway.sessionAddress().orElseThrow().port(), files.resolve("bundle.0.pem"), svid(files));
        Endpoint.Got task = endpoint.post(
                "/oauth2/token",
                "grant_type",
                Endpoint.EXCHANGE,
                "authorization_details",
                Endpoint.task("\"targets\":[\"crm\"]"));
        assertThat(task.status()).as(task.error()).isEqualTo(200);
        assertThat(Endpoint.claims(task.token()).path("sub").asText()).isEqualTo(ID);
        assertThat(endpoint.renew(task.token()).status()).isEqualTo(200);
        Endpoint other = Endpoint.as(
                gateway.sessionAddress().orElseThrow().port(),
                files.resolve("bundle.0.pem"),
                svid(fetched(4444, "other")));
        assertThat(other.renew(task.token()).error()).contains("bound to a client certificate");
    }

    @Test
    @Order(4)
    void anUnattestedProcessGetsNothingAndWhatItMakesItselfIsRefused() throws Exception {
        Ran none = spire.fetch(STRANGER, folder.resolve("stranger"));
        assertThat(none.exit()).isNotZero();
        assertThat(none.out()).contains("no identity issued");

        Svid own = SpiffeAuthority.of("example.org", InstantSource.system().instant())
                .svid("/ns/support/agents/triage")
                .sign();
        Path files = folder.resolve("stranger");
        own.write(files, "own");
        Map<String, String> environment = environment(folder.resolve("first").resolve("bundle.0.pem"));
        environment.put("PGSSLCERT", files.resolve("own.crt").toString());
        environment.put("PGSSLKEY", files.resolve("own.key").toString());
        Ran.of(folder, Map.of(), "/usr/bin/chown", String.valueOf(STRANGER), environment.get("PGSSLKEY"));
        assertThat(reads(STRANGER, environment, 42).out())
                .contains("refused: ", "leads to no authority of its trust domain")
                .doesNotContain("Customer");
    }

    /// The session goes on while agent and gateway get new SVIDs, and ends with the proof that it began with.
    @Test
    @Order(5)
    void svidsAreRenewedDuringASession() throws Exception {
        Path files = fetched(AGENT, "before");
        String began = serial(files);
        String shown = shownSerial();
        Path script = Files.writeString(folder.resolve("session.sql"), """
                SELECT name FROM customers WHERE id = 42;
                \\! sleep 24
                SELECT name FROM customers WHERE id = 43;
                \\! sleep 24
                SELECT name FROM customers WHERE id = 44;
                """);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Ran> session = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return psql(AGENT, withSvid(files), "-f", script.toString());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads);
            Path later = folder.resolve("later");
            Await.until(
                    "a new SVID",
                    () -> spire.fetch(AGENT, later).exit() == 0
                            && !serial(later).equals(began));
            assertThat(session).as("the session goes on").isNotDone();
            assertThat(reads(AGENT, withSvid(later), 45)).isEqualTo(new Ran(0, "Customer 45\n"));

            Ran ran = session.join();
            assertThat(ran.out())
                    .startsWith("Customer 42\nCustomer 43\n")
                    .doesNotContain("Customer 44")
                    .containsAnyOf("ended", "terminated", "closed");
            Await.until("a new certificate of the gateway", () -> !shownSerial().equals(shown));
        }
    }

    @Test
    @Order(6)
    void theTrustDomainGetsANewAuthorityAndTheOldOneIsTakenBack() throws Exception {
        Path old = fetched(AGENT, "old");
        String retired = spire.activeAuthority();
        String next = spire.prepareAuthority();
        spire.authority("activate", next);
        String known = spire.agentSerial();
        spire.authority("taint", retired);
        Path renewed = folder.resolve("renewed");
        Await.until(
                "an SVID of the new authority",
                () -> spire.fetch(AGENT, renewed).exit() == 0
                        && !authorityOf(renewed).equals(authorityOf(old)));
        // the agent tells the gateway of the new authority at about the time that it gives out the SVID
        Await.until(
                "the new authority to count",
                () -> reads(AGENT, withSvid(renewed), 46).equals(new Ran(0, "Customer 46\n")));

        // SPIRE's agent ends itself when a server shows it an authority that was revoked
        Await.until(
                "SPIRE's server to show the new authority",
                () -> authorityOf(shown(spire.port(), "h2")).equals(authorityOf(renewed)));
        Await.until(
                "SPIRE's agent to have the new authority",
                () -> !spire.agentSerial().equals(known));
        spire.authority("revoke", retired);
        Map<String, String> stale = withSvid(renewed);
        stale.put("PGSSLCERT", old.resolve("svid.0.pem").toString());
        stale.put("PGSSLKEY", old.resolve("svid.0.key").toString());
        Await.until(
                "the old authority to count no more",
                () -> reads(AGENT, stale, 47).out().contains("leads to no authority of its trust domain"));
        Path last = fetched(AGENT, "last");
        assertThat(reads(AGENT, withSvid(last), 48)).isEqualTo(new Ran(0, "Customer 48\n"));
    }

    /// A reload asks the agent nothing anew where the socket is the same.
    @Test
    @Order(7)
    void aReloadChangesWhoMayComeAndNotWhoTheGatewayIs() throws Exception {
        Path clerk = fetched(4444, "clerk");
        Path yaml = folder.resolve("gateway").resolve("sallyport.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("/ns/support/**", "/ns/payroll/*/clerk"));
        Path state = folder.resolve("gateway").resolve("state");
        Reply reply = new AdminClient(state.resolve("admin.sock"), state.resolve("tokens"), Duration.ofSeconds(60))
                .send("POST", "/v1/reload", Role.CONFIGURE, MissingNode.getInstance());
        assertThat(reply.json().path("changed").asBoolean()).isTrue();

        assertThat(reads(4444, withSvid(clerk), 42)).isEqualTo(new Ran(0, "Customer 42\n"));
        assertThat(reads(AGENT, withSvid(fetched(AGENT, "last")), 42).out())
                .contains("workloads of this path are not let in");
        theGatewayFollowsItsSvid();
    }

    /// When SPIRE gives out the next one is its own affair: between half a lifetime and all of it, and later while the
    /// authority changes. The gateway shows what it was given.
    private static void theGatewayFollowsItsSvid() throws Exception {
        Path own = folder.resolve("own");
        Await.until("the gateway's SVID", () -> spire.fetch(0, own).exit() == 0);
        String given = serial(own);
        Await.until("the next SVID for the gateway", Duration.ofSeconds(3 * LIFETIME), () -> {
            return spire.fetch(0, own).exit() == 0 && !serial(own).equals(given);
        });
        Await.until(
                "the gateway to show it",
                () -> spire.fetch(0, own).exit() == 0 && shownSerial().equals(serial(own)));
    }

    private static String opened() {
        try (var records = new TrailReader(
                        folder.resolve("gateway").resolve("state").resolve("trail"))
                .records(Position.START, Filter.ALL.kinds(EventKind.SESSION_OPENED))) {
            return String.valueOf(records.map(String::valueOf).toList());
        }
    }

    private static Svid svid(Path files) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        try (var in = Files.newInputStream(files.resolve("svid.0.pem"))) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(one -> chain.add((X509Certificate) one));
        }
        String key = Files.readString(files.resolve("svid.0.key")).replaceAll("-----[A-Z ]+-----|\\s", "");
        return new Svid(
                chain,
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
    }

    private static X509Certificate leaf(Path files) throws Exception {
        try (var in = Files.newInputStream(files.resolve("svid.0.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String serial(Path files) throws Exception {
        return leaf(files).getSerialNumber().toString();
    }

    /// Which key of the authority signed: two authorities may have one name.
    private static String authorityOf(Path files) throws Exception {
        return authorityOf(leaf(files));
    }

    private static String authorityOf(X509Certificate shown) {
        return HexFormat.of().formatHex(shown.getExtensionValue("2.5.29.35"));
    }

    private static String shownSerial() throws Exception {
        return shown(gateway.address().port(), "postgresql").getSerialNumber().toString();
    }

    /// What is shown there now, in a handshake of its own.
    private static X509Certificate shown(int port, String protocol) throws Exception {
        SSLContext any = SSLContext.getInstance("TLS");
        any.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket = (SSLSocket) any.getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(10_000);
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
