package dev.sallyport.authmethods.aws;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends a checked call to STS. Nothing is followed (redirects), repeated, unpacked or kept (cookies); the number of
/// calls, the size of an answer and the time for all of it are bounded. Safe on every thread.
final class StsClient implements AutoCloseable {

    private final StsAccess access;
    private final CloseableHttpClient client;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /// @param names how names are looked up, when no endpoint is configured
    StsClient(StsAccess access, SSLContext tls, DnsResolver names) {
        this.access = access;
        // an endpoint was chosen by whoever configures the gateway, and may well be inside
        DnsResolver resolver =
                access.endpoint() == null ? new OutsideAddresses(names) : SystemDefaultDnsResolver.INSTANCE;
        this.client = HttpClients.custom()
                .setRoutePlanner((target, _) -> direct(target))
                .setConnectionManager(connections(access, tls, resolver))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(access))
                        .setResponseTimeout(timeout(access))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("sallyport")
                .build();
    }

    /// The library would ask for a certificate of the Host header's name; here it is that of the name that is dialled.
    private static HttpRoute direct(HttpHost target) {
        HttpHost host = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        return new HttpRoute(host, null, "https".equals(host.getSchemeName()));
    }

    private static PoolingHttpClientConnectionManager connections(
            StsAccess access, SSLContext tls, DnsResolver resolver) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setMaxConnTotal(access.maxCalls())
                .setMaxConnPerRoute(access.maxCalls())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(access))
                        .setSocketTimeout(timeout(access))
                        .build())
                .build();
    }

    private static Timeout timeout(StsAccess access) {
        return Timeout.of(access.timeout());
    }

    /// @throws IOException when there is no complete answer in time; the message holds nothing that was presented but
    ///     the host
    StsAnswer send(SignedCall call) throws IOException, InterruptedException {
        HttpUriRequestBase request = request(call);
        Future<StsAnswer> answer = calls.submit(() -> client.execute(target(call), request, this::read));
        try {
            return answer.get(access.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new IOException(
                    "no complete answer within " + access.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } finally {
            // each wait has its own time-out, but an answer that drips would keep us
            request.cancel();
            answer.cancel(true);
        }
    }

    private HttpHost target(SignedCall call) {
        URI endpoint = access.endpoint();
        return endpoint == null ? new HttpHost("https", call.host(), 443) : HttpHost.create(endpoint);
    }

    /// Its Host header is always the host that was signed, wherever it goes.
    private static HttpUriRequestBase request(SignedCall call) {
        String query = call.query().isEmpty() ? "" : "?" + call.query();
        HttpUriRequestBase request =
                new HttpUriRequestBase(call.method(), URI.create("https://" + call.host() + "/" + query));
        call.headers().forEach(request::setHeader);
        if (!request.containsHeader(Headers.ACCEPT)) {
            request.setHeader(Headers.ACCEPT, "application/json");
        }
        if (!call.body().isEmpty()) {
            request.setEntity(
                    new ByteArrayEntity(call.body().getBytes(java.nio.charset.StandardCharsets.US_ASCII), null));
            if (!request.containsHeader(Headers.CONTENT_TYPE)) {
                request.setHeader(Headers.CONTENT_TYPE, "application/x-www-form-urlencoded");
            }
        }
        return request;
    }

    private StsAnswer read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new StsAnswer(response.getCode(), "", "");
        }
        byte[] body = entity.getContent().readNBytes(access.maxAnswer() + 1);
        if (body.length > access.maxAnswer()) {
            throw new IOException("its answer is longer than " + access.maxAnswer() + " bytes");
        }
        String type = entity.getContentType() == null ? "" : entity.getContentType();
        return new StsAnswer(
                response.getCode(), type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), Utf8.decode(body));
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case OutsideAddresses.InsideAddress inside -> String.valueOf(inside.getMessage());
            case java.net.UnknownHostException _ -> "its name cannot be looked up";
            case java.net.ConnectException _ -> "no connection";
            case java.io.InterruptedIOException _ -> "no answer in time, or too many calls at once";
            case SSLException _ -> "TLS failed";
            case java.nio.charset.CharacterCodingException _ -> "its answer is not UTF-8";
            case IOException own
            when String.valueOf(own.getMessage()).startsWith("its answer") -> String.valueOf(own.getMessage());
            case null, default -> "the connection broke";
        };
    }

    @Override
    public void close() {
        calls.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
