package dev.sallyport.authmethods.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedHttpTest {

    private final AtomicReference<HttpHandler> handler = new AtomicReference<>();
    private HttpServer server;
    private URI base;
    private BoundedHttp http;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.get().handle(exchange);
            }
        });
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ask");
        http = new BoundedHttp(Duration.ofSeconds(2), 1000, SSLContext.getDefault());
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void a_call_carries_its_method_headers_and_body_and_an_error_is_an_answer() throws Exception {
        handler.set(exchange -> {
            exchange.getResponseHeaders().add("X-Reason", "because");
            answer(
                    exchange,
                    403,
                    exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        });
        Answer answer = http.send(
                Call.post(base, "application/x-www-form-urlencoded", "token=a").with("authorization", "Bearer b"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-reason")).contains("because");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("POST Bearer b application/x-www-form-urlencoded token=a");
        assertThatThrownBy(() -> http.get(base)).isInstanceOf(IOException.class).hasMessageContaining("status 403");
    }

    @Test
    void a_redirect_is_not_followed() {
        AtomicInteger calls = new AtomicInteger();
        handler.set(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Location", base + "/elsewhere");
            answer(exchange, 307, "");
        });
        assertThatThrownBy(() -> http.send(Call.get(base)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirected");
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_answer_is_bounded_in_size_and_time() {
        handler.set(exchange -> answer(exchange, 200, "x".repeat(1001)));
        assertThatThrownBy(() -> http.get(base)).isInstanceOf(IOException.class);
        handler.set(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                sleep();
            }
        });
        assertThatThrownBy(() -> http.get(base))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no complete answer within 2000 ms");
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Test
    void a_message_holds_no_header_no_body_and_no_query() {
        Call call = Call.post(URI.create(base + "?X-Amz-Signature=hunter2"), "text/plain", "hunter3")
                .with("Authorization", "hunter4\r\nX: y");
        assertThatThrownBy(() -> http.send(call))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(base.toString())
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()) + e.getCause() + call)
                        .doesNotContain("hunter"));
    }
}
