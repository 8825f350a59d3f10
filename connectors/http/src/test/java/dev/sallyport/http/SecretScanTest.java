package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.http.target.CredentialSettings.Header;
import dev.sallyport.testkit.log.Overheard;
import dev.sallyport.testkit.log.Told;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The credential that the gateway injects stands in no answer, no error and no line of the log at its finest level,
/// whatever a target says with it (DESIGN: the agent never holds a credential).
@Timeout(60)
class SecretScanTest {

    private static final String SECRET = "sk-live-8c1f5e-scan-me";

    /// `SECRET` stands for what the gateway injected, as the target saw it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\nSECRET",
                "HTTP/1.1 200 OK\r\nX-You: SECRET\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 SECRET\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nsk-live-8c1\r\nb\r\nf5e-scan-me\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nSECRET\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-You: SECRET\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: SECRET\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nSECRET\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nSECRET : x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.test/?key=SECRET\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 500 Oops\r\nContent-Length: 30\r\n\r\nno SECRET",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 22\r\n\r\nSECRET",
                "HTTP/1.1 200 OK\r\nContent-Encoding: SECRET\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 101 SECRET\r\nUpgrade: SECRET\r\n\r\n",
                "SECRET\r\n\r\n",
                "",
            })
    void whatATargetSaysWithItIsHeardNowhere(String answer) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (Overheard log = Overheard.everything();
                ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(target, answer.replace("SECRET", SECRET), seen));
            try (ApiStage stage =
                    new ApiStage(target.getLocalPort(), new Header("x-key", "Bearer ", Secret.of(SECRET)))) {
                for (String path : List.of("/v1/customers/7", "/v1/customers/7?deny!", "/zz?x=1")) ask(stage, path);
                stage.gate.await("the end", () -> stage.gate.outstanding() == 0);
                assertThat(stage.gate.outcomes().toString()).doesNotContain("scan-me");
            }
            assertThat(seen).as("the target got it").hasPositiveValue();
            System.getLogger("dev.sallyport.http").log(System.Logger.Level.TRACE, "the ear hears");
            assertThat(String.join("\n", log.lines())).contains("the ear hears").doesNotContain("scan-me");
        }
    }

    /// Escaped as in JSON, as in an address, and as Base64.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-live\\/8c1f\\u002b5e\\u003dscan-me",
                "sk-live%2F8c1f%2B5e%3Dscan-me",
                "c2stbGl2ZS84YzFmKzVlPXNjYW4tbWU="
            })
    void howeverItIsWritten(String form) throws Exception {
        String secret = "sk-live/8c1f+5e=scan-me";
        String said = "HTTP/1.1 200 OK\r\nConnection: close\r\nX-You: " + form + "\r\n\r\n{\"you\":\"" + form + "\"}";
        try (Overheard log = Overheard.everything();
                ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(target, said, new AtomicInteger()));
            try (ApiStage stage =
                    new ApiStage(target.getLocalPort(), new Header("x-key", "Bearer ", Secret.of(secret)))) {
                HttpResponse<String> answer = stage.get("/v1/customers/7");
                assertThat(answer.body()).startsWith("{\"you\":\"****").endsWith("\"}");
                assertThat(Told.in(answer.headers().map() + answer.body(), secret))
                        .isFalse();
            }
            assertThat(Told.in(String.join("\n", log.lines()), secret)).isFalse();
        }
    }

    /// An answer that is broken off is none.
    private static void ask(ApiStage stage, String path) throws InterruptedException {
        try {
            scan(stage.get(path));
        } catch (IOException brokenOff) {
            assertThat(brokenOff.toString()).doesNotContain("scan-me");
        }
    }

    @Test
    void aTargetThatIsNotThereIsSaidWithoutIt() throws Exception {
        int nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (Overheard log = Overheard.everything();
                ApiStage stage = new ApiStage(nobody, new Header("x-key", "Bearer ", Secret.of(SECRET)))) {
            HttpResponse<String> answer = stage.get("/v1/customers/7");
            assertThat(answer.statusCode()).isEqualTo(502);
            scan(answer);
            assertThat(String.join("\n", log.lines())).doesNotContain("scan-me");
        }
    }

    private static void scan(HttpResponse<String> answer) {
        assertThat(answer.body()).doesNotContain("scan-me");
        assertThat(answer.headers().map().toString()).doesNotContain("scan-me");
    }

    private static void serve(ServerSocket target, String answer, AtomicInteger seen) {
        try {
            while (true) {
                try (Socket one = target.accept()) {
                    one.setSoTimeout(10_000);
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        if (line.contains(SECRET)) seen.incrementAndGet();
                    }
                    one.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    one.getOutputStream().flush();
                }
            }
        } catch (IOException over) {
            // the test is over
        }
    }
}
