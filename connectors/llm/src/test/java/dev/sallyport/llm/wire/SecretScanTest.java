package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

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

/// The provider's key stands in no answer, no error, nothing that the gateway is told and no line of the log at its
/// finest level, whatever a provider says with it (DESIGN: the agent never holds a credential).
@Timeout(120)
class SecretScanTest {

    private static final String KEY = "sk-live/8c1f+5e=scan-me";
    private static final String IN_JSON = "sk-live\\/8c1f\\u002b5e\\u003dscan-me";
    private static final String IN_ADDRESS = "sk-live%2F8c1f%2B5e%3Dscan-me";
    private static final String BASE64 = "c2stbGl2ZS84YzFmKzVlPXNjYW4tbWU=";
    private static final String JSON = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n";
    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String ASK =
            "{\"model\":\"gpt-4o\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Read ticket 7\"}]}";

    private static final List<String> FORMS = List.of(KEY, IN_JSON, IN_ADDRESS, BASE64);

    /// `KEY` stands for the key in each of the forms.
    @ParameterizedTest
    @ValueSource(
            strings = {
                JSON + "{\"id\":\"KEY\",\"object\":\"chat.completion\",\"model\":\"KEY\",\"choices\":[{\"index\":0,"
                        + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"it is KEY\"}}]}",
                JSON + "{\"id\":\"a\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"message\":{\"role\":"
                        + "\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"KEY\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"bad_KEY\",\"arguments\":\"{\\\"k\\\":\\\"KEY\\\"}\"}}]}}]}",
                JSON + "{\"KEY\":1,\"KEY\":2}",
                JSON + "not KEY",
                JSON + "KEY",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: KEY\r\nX-You: KEY\r\n\r\nKEY",
                "HTTP/1.1 200 KEY\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nKEY",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nX-You: KEY\r\n\r\n{\"id\":\"KEY\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: KEY\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nKEY\r\n\r\nhi",
                "HTTP/1.1 401 Who\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"error\":{\"message\":\"Incorrect API key provided: KEY\"}}",
                "HTTP/1.1 400 KEY\r\nConnection: close\r\nContent-Type: application/json\r\nX-Request-Id: KEY\r\n\r\n"
                        + "{\"error\":{\"message\":\"KEY\",\"type\":\"KEY\"}}",
                "HTTP/1.1 500 No\r\nConnection: close\r\n\r\nAuthorization: Bearer KEY",
                "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: https://elsewhere.test/?key=KEY\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"
                        + "2\r\n{}\r\n0\r\nX-You: KEY\r\n\r\n",
                STREAM + "data: {\"id\":\"KEY\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                        + "\"content\":\"it is KEY\"}}]}\n\ndata: {\"id\":\"KEY\",\"choices\":[{\"index\":0,\"delta\":{},"
                        + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
                STREAM
                        + "data: {\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"KEY\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"bad_KEY\",\"arguments\":\"\"}}]}}]}\n\n"
                        + "data: {\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                        + "{\"arguments\":\"{\\\"k\\\":\\\"KEY\\\"}\"}}]}}]}\n\n"
                        + "data: {\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                        + "data: [DONE]\n\n",
                STREAM + ": KEY\n\nevent: KEY\nid: KEY\nretry: KEY\ndata: KEY\n\n",
                STREAM + "data: {\"error\":{\"message\":\"KEY\",\"type\":\"KEY\"}}\n\n",
                STREAM + "data: {\"choices\":[],\"KEY\":1,\"KEY\":2}\n\n",
                STREAM + "data: {\"id\":\"KEY",
                "KEY\r\n\r\n",
                "",
            })
    void whatAProviderSaysWithItIsHeardNowhere(String answer) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        for (String form : FORMS) {
            String said = answer.replace("KEY", form);
            for (int piece : List.of(1 << 20, 7)) scan(said, piece, seen);
        }
        assertThat(seen).as("the provider got it").hasPositiveValue();
    }

    private static void scan(String said, int piece, AtomicInteger seen) throws Exception {
        try (Overheard log = Overheard.everything();
                ServerSocket provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(provider, said, piece, seen));
            try (Stage stage = new Stage(KEY, provider.getLocalPort())) {
                for (String body : List.of(ASK, ASK.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"")))
                    ask(stage, body);
                assertThat(Told.in(stage.gate.observed.toString(), KEY)).isFalse();
                assertThat(Told.in(stage.gate.actions.toString(), KEY)).isFalse();
                assertThat(Told.in(stage.gate.outcomes.toString(), KEY)).isFalse();
            }
            System.getLogger("dev.sallyport.llm").log(System.Logger.Level.TRACE, "the ear hears");
            String lines = String.join("\n", log.lines());
            assertThat(lines).contains("the ear hears");
            assertThat(Told.in(lines, KEY)).as(lines).isFalse();
        }
    }

    /// An answer that is broken off is none.
    private static void ask(Stage stage, String body) throws InterruptedException {
        try {
            HttpResponse<String> answer = stage.post("openai", "/v1/chat/completions", body);
            String all = answer.headers().map() + "\n" + answer.body();
            assertThat(Told.in(all, KEY)).as(all).isFalse();
        } catch (IOException brokenOff) {
            assertThat(Told.in(brokenOff.toString(), KEY)).isFalse();
        }
    }

    /// Where the key stands for Anthropic and for Google it comes back as little.
    @Test
    void inEveryPlaceThatAKeyHas() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (ServerSocket provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String said =
                    "HTTP/1.1 400 No\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n{\"error\":\"x-api-key: "
                            + KEY + "\"}";
            Thread.ofVirtual().start(() -> serve(provider, said, 1 << 20, seen));
            try (Stage stage = new Stage(KEY, provider.getLocalPort())) {
                String anthropic = stage.post("anthropic", "/v1/messages", ASK).body();
                assertThat(anthropic).contains("x-api-key: ****").doesNotContain("scan-me");
                String gemini = stage.post(
                                "gemini",
                                "/v1beta/models/g:generateContent",
                                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}")
                        .body();
                assertThat(gemini).contains("x-api-key: ****").doesNotContain("scan-me");
            }
        }
        assertThat(seen).hasValue(2);
    }

    private static void serve(ServerSocket provider, String answer, int piece, AtomicInteger seen) {
        try {
            while (true) {
                try (Socket one = provider.accept()) {
                    one.setSoTimeout(10_000);
                    one.setTcpNoDelay(true);
                    if (asked(one).contains(KEY)) seen.incrementAndGet();
                    say(one, answer.getBytes(StandardCharsets.ISO_8859_1), piece);
                } catch (java.net.SocketException leftEarly) {
                    if (provider.isClosed()) return;
                }
            }
        } catch (IOException over) {
            // the test is over
        }
    }

    private static String asked(Socket one) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
            if (line.startsWith("content-length: ")) length = Integer.parseInt(line.substring(16));
        }
        for (int i = 0; i < length && in.read() >= 0; i++) {}
        return head.toString();
    }

    private static void say(Socket one, byte[] bytes, int piece) throws IOException {
        for (int from = 0; from < bytes.length; from += piece) {
            one.getOutputStream().write(bytes, from, Math.min(piece, bytes.length - from));
            one.getOutputStream().flush();
        }
    }
}
