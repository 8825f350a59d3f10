package dev.sallyport.mcp.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// A client that says exactly what a test wants it to say.
final class Agent implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final String token;
    String session = "";

    Agent(URI endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /// With apostrophes for quotation marks.
    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return http.send(
                request(headers)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> call(String tool, String arguments, String... headers)
            throws IOException, InterruptedException {
        return post(
                "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'" + tool + "','arguments':" + arguments
                        + "}}",
                headers);
    }

    HttpResponse<String> initialize() throws IOException, InterruptedException {
        HttpResponse<String> response =
                post("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                        + "'capabilities':{'sampling':{},'elicitation':{}},'clientInfo':{'name':'t','version':'1'}}}");
        session = response.headers().firstValue("mcp-session-id").orElse("");
        return response;
    }

    HttpResponse<Stream<String>> listen(String... headers) throws IOException, InterruptedException {
        return http.send(request(headers).GET().build(), BodyHandlers.ofLines());
    }

    /// The lines of a stream as they come.
    record Lines(Iterator<String> lines, List<String> all) {

        /// Reads on until one holds this text; false when the stream ends before.
        boolean until(String text) {
            while (lines.hasNext()) {
                String line = lines.next();
                all.add(line);
                if (line.contains(text)) return true;
            }
            return false;
        }
    }

    Lines stream(String body) throws IOException, InterruptedException {
        HttpRequest request =
                request().POST(BodyPublishers.ofString(body.replace('\'', '"'))).build();
        return new Lines(http.send(request, BodyHandlers.ofLines()).body().iterator(), new ArrayList<>());
    }

    HttpResponse<String> get(URI at) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> leave() throws IOException, InterruptedException {
        return http.send(request().DELETE().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(20));
        List<String> all = new ArrayList<>(List.of(headers));
        boolean own = Stream.of(headers).anyMatch(name -> name.equalsIgnoreCase("content-type"));
        if (!own) all.addAll(List.of("content-type", "application/json"));
        if (Stream.of(headers).noneMatch(name -> name.equalsIgnoreCase("accept")))
            all.addAll(List.of("accept", "application/json, text/event-stream"));
        if (!token.isEmpty()) all.addAll(List.of("authorization", "Bearer " + token));
        if (!session.isEmpty()) all.addAll(List.of("mcp-session-id", session));
        builder.headers(all.toArray(String[]::new));
        return builder;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
