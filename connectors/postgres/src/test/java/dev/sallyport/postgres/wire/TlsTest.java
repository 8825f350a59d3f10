package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import io.netty.pkitesting.CertificateBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R17: clear text is refused before the password is asked for; TLS works with a driver, and from the first byte.
@Timeout(60)
class TlsTest {

    @TempDir
    private static Path folder;

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        var bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path certificate = Files.writeString(folder.resolve("server.crt"), bundle.getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("server.key"), bundle.getPrivateKeyPEM());
        gateway = TestGateway.start(ServerTls.of(certificate, key, "postgresql", ClientCertificates.NOT_ASKED), false);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void r17ClearTextIsRefusedBeforeThePasswordIsAskedFor() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.startup(196608, "crm"));
            assertThat(c.ready(1)).isEqualTo("E:28000:clear text is refused here: connect with sslmode=require EOF");
        }
    }

    @Test
    void r17AnUnknownTargetIsNoWayAroundIt() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.startup(196608, "nowhere"));
            assertThat(c.ready(1)).startsWith("E:28000:clear text is refused");
        }
    }

    @Test
    void r17ARefusedClearTextStartUpIsPutIntoTheTrail() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.startup(196608, "me@crm"));
            assertThat(c.ready(1)).startsWith("E:28000:");
            Rejection last = gateway.gate().lastRejection();
            assertThat(last.reason()).isEqualTo(RefusalReason.CLEAR_TEXT);
            assertThat(last.target()).isEqualTo("crm");
            assertThat(last.peer()).endsWith(":" + c.socket.getLocalPort());
        }
    }

    @Test
    void aTlsHandshakeThatIsRefusedIsPutIntoTheTrail() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.join(RawClient.int4(8), RawClient.int4(80877103)));
            assertThat(c.in.read()).isEqualTo('S');
            c.send("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(c.ready(1)).contains("EOF");
            assertThat(gateway.gate().lastRejection().detail()).startsWith("the TLS handshake failed");
        }
    }

    @Test
    void whoLeavesBeforeTheTlsHandshakeIsNotRefused() throws Exception {
        int before = gateway.gate().rejections.size();
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.join(RawClient.int4(8), RawClient.int4(80877103)));
            assertThat(c.in.read()).isEqualTo('S');
        }
        try (Connection connection = connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(gateway.gate().rejections).hasSize(before);
    }

    @Test
    void bytesStuffedBehindTheTlsRequestEndTheConversation() throws Exception {
        try (RawClient c = new RawClient(gateway.port())) {
            c.send(RawClient.join(RawClient.int4(8), RawClient.int4(80877103), RawClient.startup(196608, "crm")));
            assertThat(c.ready(1)).startsWith("E:08P01:bytes came before the TLS handshake");
        }
    }

    private static Connection connect(String... more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "crm");
        properties.setProperty("password", "good");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", folder.resolve("server.crt").toString());
        for (int i = 0; i + 1 < more.length; i += 2) properties.setProperty(more[i], more[i + 1]);
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + gateway.port() + "/crm", properties);
    }

    @Test
    void aDriverConnectsWithVerifyFull() throws Exception {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery("select 42")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void aDriverConnectsWithTlsFromTheFirstByte() throws Exception {
        try (Connection connection = connect("sslNegotiation", "direct");
                var rows = connection.createStatement().executeQuery("select 42")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void aDriverWithAWrongTokenHearsWhy() {
        assertThatThrownBy(() -> connect("password", "bad")).hasMessageContaining("refused: the token is not signed");
    }

    @Test
    void onlyTls12And13AreSpoken() throws Exception {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
        }
        try (SSLSocket socket = (SSLSocket)
                javax.net.ssl.SSLContext.getDefault().getSocketFactory().createSocket()) {
            assertThat(socket.getSupportedProtocols()).contains("TLSv1.3");
        }
    }
}
