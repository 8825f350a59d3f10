package dev.sallyport.authmethods.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Fetches one small document. No redirect is followed (it could lead to plain HTTP or into the inner network), the
/// answer is bounded in size and, from the first byte sent to the last received, in time.
final class HttpGet implements AutoCloseable {

    private final HttpClient client;
    private final Duration timeout;
    private final int maxSize;

    HttpGet(Duration timeout, int maxSize, SSLContext tls) {
        this.timeout = timeout;
        this.maxSize = maxSize;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    byte[] get(URI url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = inTime(sent(url), url);
        return switch (response.statusCode() / 100) {
            case 2 -> response.body();
            case 3 -> throw new IOException("redirected, which is not followed; configure the final URL `" + url + "`");
            default -> throw new IOException("answered with status " + response.statusCode() + " `" + url + "`");
        };
    }

    private CompletableFuture<HttpResponse<byte[]>> sent(URI url) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/json")
                    .timeout(timeout)
                    .build();
            return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxSize));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a URL that can be fetched `" + url + "`", e);
        }
    }

    /// The request's own time-out ends when the headers are there; a body that drips would keep us.
    private <T> T inTime(CompletableFuture<T> answer, URI url) throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("cannot be fetched: " + reason(e) + " `" + url + "`", e);
        } catch (TimeoutException _) {
            throw new IOException("no complete answer within " + timeout.toMillis() + " ms `" + url + "`");
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return switch (cause) {
            case java.net.http.HttpTimeoutException _ -> "no answer in time";
            case java.net.ConnectException _ -> "no connection";
            case javax.net.ssl.SSLException ssl -> "TLS failed, " + ssl.getMessage();
            case null, default -> cause == null ? "unknown" : String.valueOf(cause.getMessage());
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
