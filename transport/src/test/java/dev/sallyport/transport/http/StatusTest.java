package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of answer ends where it says, whatever its status: the next one on the connection is found.
@Timeout(60)
class StatusTest {

    private static final List<Integer> STATUSES = List.of(
            200, 201, 202, 203, 204, 205, 206, 226, 300, 301, 304, 307, 400, 401, 404, 409, 418, 429, 500, 503, 599);

    private final RawServer target = new RawServer((request, socket) -> RawServer.write(socket, answer(request)));
    private final Stage stage = new Stage(target.port());

    StatusTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        assertThat(stage.gate.faults()).isEmpty();
        stage.close();
        target.close();
    }

    /// The status is the path's.
    private static String answer(String request) {
        int status = Integer.parseInt(request.substring(request.indexOf('/') + 1, request.indexOf(" HTTP")));
        String length = status == 204 || status == 304
                ? ""
                : "Content-Length: " + body(status).length() + "\r\n";
        return "HTTP/1.1 " + status + " So\r\n" + length + "\r\n" + (request.startsWith("HEAD") ? "" : body(status));
    }

    private static String body(int status) {
        return status == 204 || status == 205 || status == 304 ? "" : "hello";
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void oneAfterTheOtherOnOneConnection(String method) throws IOException {
        StringBuilder asked = new StringBuilder();
        StringBuilder expected = new StringBuilder("(?s)");
        for (int status : STATUSES) {
            asked.append(Stage.get("/" + status).replace("GET", method));
            String length = status == 204 || status == 304
                    ? ""
                    : "content-length: " + body(status).length() + "\r\n";
            expected.append("HTTP/1.1 " + status + " [^\r]*\r\n" + length + "\r\n");
            if (method.equals("GET")) expected.append(body(status));
        }
        assertThat(stage.raw(asked.toString())).matches(expected.toString());
    }

    @Test
    void anAgentOfHttp10SeesTheEndOfEach() throws IOException {
        for (int status : STATUSES) {
            String answer =
                    stage.raw("GET /" + status + " HTTP/1.0\r\nHost: crm.test\r\nAuthorization: Bearer good\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("connection: close\r\n")
                    .endsWith("\r\n\r\n" + body(status) + "<closed>");
        }
    }
}
