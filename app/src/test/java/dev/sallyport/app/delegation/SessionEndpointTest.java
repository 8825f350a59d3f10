package dev.sallyport.app.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.app.endpoint.EndpointService;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.EventLoops;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.HttpLimits;
import dev.sallyport.transport.http.HttpReach;
import dev.sallyport.transport.http.ServerNames;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The endpoint on the wire: TLS or nothing, one answer for each request in its order, and no byte that
/// breaks it.
@Timeout(120)
class SessionEndpointTest {

    private static final String KEYS = "GET /oauth2/jwks HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    private Path folder;

    private DemoFolder demo;
    private Forest forest;
    private EventLoops loops;
    private Listener endpoint;

    @BeforeEach
    void open() throws IOException {
        demo = DemoFolder.create();
        demo.writeCertificate();
        SslContext tls = ServerTls.of(
                demo.certificate(), demo.path().resolve("server.key"), HttpFloor.ALPN, ClientCertificates.NOT_ASKED);
        forest = new Forest(folder, new Rules(List.of(), Map.of(), Map.of(), Map.of()), Set.of("m0"), new Random(1));
        loops = EventLoops.start(1);
        HttpReach reach = new HttpReach(
                List.of(), new EndpointService(forest.service), TlsFace.of(tls), ServerNames.NONE, HttpLimits.DEFAULT);
        endpoint = new HttpFloor(loops, forest.blocking, System::nanoTime)
                .listen(new ListenAddress("127.0.0.1", 0), () -> reach);
    }

    @AfterEach
    void close() throws IOException {
        endpoint.close();
        loops.close();
        forest.close();
        demo.close();
    }

    private Socket connect() throws Exception {
        Socket socket = trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", endpoint.address().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /// What the certificate says is not looked at here.
    private static SSLContext trusting() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Everybody()}, null);
        return tls;
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Until it hangs up.
    private static String rest(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException hungUp) {
            return "";
        }
    }

    @Test
    void requestsOfOneConnectionAreAnsweredInTheirOrder() throws Exception {
        try (Socket socket = connect()) {
            send(
                    socket,
                    KEYS + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                            + KEYS.replace("Host", "Connection: close\r\nHost"));
            String all = rest(socket);
            assertThat(all.split("HTTP/1.1 ")).hasSize(4);
            assertThat(all.indexOf("404")).isBetween(all.indexOf("200"), all.lastIndexOf("200"));
            assertThat(all).contains("cache-control: no-store");
        }
    }

    /// R17: nothing is answered in clear text, not even an error.
    @Test
    void clearTextGetsNoAnswer() throws Exception {
        try (Socket plain = new Socket("127.0.0.1", endpoint.address().port())) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream().write(KEYS.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(rest(plain)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void whatIsTooLargeIsToldSo() throws Exception {
        // no more than it reads at once, and no body: what is unread when it hangs up would take the answer along
        assertThat(asked("GET /" + "x".repeat(8300) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("HTTP/1.1 414");
        assertThat(asked("GET / HTTP/1.1\r\nHost: " + "x".repeat(33_000) + "\r\n\r\n"))
                .contains("HTTP/1.1 431");
        assertThat(asked("POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n"))
                .contains("HTTP/1.1 413");
        assertThat(asked("POST /oauth2/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"))
                .contains("HTTP/1.1 415");
    }

    private String asked(String request) throws Exception {
        try (Socket socket = connect()) {
            send(socket, request);
            return rest(socket);
        }
    }

    /// Random changes to good requests, many on one connection: an answer or a hang-up, and it goes on
    /// serving.
    @Test
    void hostileBytesDoNoHarm() throws Exception {
        String form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=m0%3Aw"
                + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt";
        String good = "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "DPoP: a.b.c\r\nContent-Length: " + form.length() + "\r\n\r\n" + form;
        Random random = new Random(9);
        for (int round = 0; round < 150; round++) {
            char[] bytes = (good + good).toCharArray();
            for (int i = random.nextInt(6); i >= 0; i--)
                bytes[random.nextInt(bytes.length)] = (char) random.nextInt(256);
            try (Socket socket = connect()) {
                send(socket, new String(bytes));
                socket.shutdownOutput();
                rest(socket);
            } catch (IOException hungUp) {
                assertThat(hungUp).isNotNull();
            }
        }
        assertThat(asked(KEYS.replace("Host", "Connection: close\r\nHost"))).contains("HTTP/1.1 200");
    }
}
