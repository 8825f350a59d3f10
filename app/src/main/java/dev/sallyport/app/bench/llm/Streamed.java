package dev.sallyport.app.bench.llm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One stream as it came, in microseconds.
///
/// @param first from the request to the first token
/// @param ways how long each token was on its way, in order
record Streamed(double first, List<Double> ways) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TOKEN = Pattern.compile("\"content\":\"(\\d+) \"");
    private static final String BODY = "{\"model\":\"" + PacedModel.NAME
            + "\",\"stream\":true,\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me the time.\"}]}";

    Streamed {
        ways = List.copyOf(ways);
    }

    /// @param base where the provider, or the gateway in its place, is
    static Streamed from(HttpClient client, String base, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        long start = System.nanoTime();
        HttpResponse<Stream<String>> answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) throw new IOException("a stream was refused with " + answer.statusCode());
        List<long[]> tokens = answer.body().flatMap(Streamed::token).toList();
        if (tokens.size() != PacedModel.TOKENS) throw new IOException("a stream had " + tokens.size() + " tokens");
        return new Streamed(
                (tokens.getFirst()[1] - start) / 1e3,
                tokens.stream().map(each -> (each[1] - each[0]) / 1e3).toList());
    }

    /// When it was sent, and when it came.
    private static Stream<long[]> token(String line) {
        long now = System.nanoTime();
        Matcher found = TOKEN.matcher(line);
        return found.find() ? Stream.of(new long[] {Long.parseLong(found.group(1)), now}) : Stream.empty();
    }
}
