package dev.sallyport.authmethods.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// One small question to a server and its answer. No redirect is followed (it could lead to plain HTTP or into the
/// inner network), the answer is bounded in size and, from the first byte sent to the last received, in time.
/// Messages name the place without its query, and never a header or a body. Safe on every thread.
public final class BoundedHttp implements AutoCloseable {

    private final HttpClient client;
    private final Duration timeout;
    private final int maxSize;

    /// @param timeout for one exchange
    /// @param maxSize bytes of an answer's body
    /// @param tls whose certificate authorities are trusted, and as whom the gateway shows itself
    public BoundedHttp(Duration timeout, int maxSize, SSLContext tls) {
        this.timeout = timeout;
        this.maxSize = maxSize;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /// A JSON document.
    ///
    /// @throws IOException as [#send], and for every status but 2xx
    public byte[] get(URI url) throws IOException, InterruptedException {
        Call call = Call.get(url);
        Answer answer = send(call);
        if (answer.status() / 100 != 2) {
            throw new IOException("answered with status " + answer.status() + " `" + call.place() + "`");
        }
        return answer.body();
    }

    /// Any answer but a redirect.
    ///
    /// @throws IOException when there is no complete answer in time, or one that is too large, or a redirect;
    ///     with a message that can be shown
    public Answer send(Call call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = inTime(sent(call), call);
        if (response.statusCode() / 100 == 3) {
            throw new IOException("redirected, which is not followed; configure the final URL `" + call.place() + "`");
        }
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private CompletableFuture<HttpResponse<byte[]>> sent(Call call) throws IOException {
        try {
            return client.sendAsync(request(call), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxSize));
        } catch (IllegalArgumentException _) {
            // the library's message would quote a header that it does not like
            throw new IOException("not a request that can be sent `" + call.place() + "`");
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.url())
                .timeout(timeout)
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        return request.build();
    }

    /// The request's own time-out ends when the headers are there; a body that drips would keep us.
    private <T> T inTime(CompletableFuture<T> answer, Call call) throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("cannot be fetched: " + reason(e) + " `" + call.place() + "`", e);
        } catch (TimeoutException _) {
            throw new IOException("no complete answer within " + timeout.toMillis() + " ms `" + call.place() + "`");
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

    /// Breaks off what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
