package dev.sallyport.app.bench.mcp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Calls the tool at one address. Safe on every thread.
record Caller(HttpClient client, URI address, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TICKETS = 1_000_000;
    private static final String VERSION = "2026-07-28";
    private static final String BODY =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + ToolServer.TOOL
                    + "\",\"arguments\":{\"ticket_id\":%d},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\""
                    + VERSION + "\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    /// @return microseconds until the whole answer was there
    double call() throws IOException, InterruptedException {
        String body = BODY.formatted(ThreadLocalRandom.current().nextInt(TICKETS));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .header("mcp-protocol-version", VERSION)
                .header("mcp-method", "tools/call")
                .header("mcp-name", ToolServer.TOOL)
                .header("authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        HttpResponse<String> answer = sent(request);
        double micros = (System.nanoTime() - start) / 1e3;
        if (!answer.body().contains("printer")) throw new IOException("a call was refused: " + answer.body());
        return micros;
    }

    /// The JDK's client loses a connection once in some hundred thousand calls, directly too: then it
    /// is asked again, and the call counts as one that took long.
    private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException _) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
