package dev.sallyport.authmethods.kubernetes;

import dev.sallyport.authmethods.web.Credential;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// How the API server is asked.
///
/// @param server the API server's address, `https`
/// @param tls whose certificates it may show
/// @param token the gateway's own service-account token; it needs the right to create `tokenreviews`
/// @param timeout for one question
/// @param cache how long a success is believed; zero: every time anew
/// @param remembered successes kept
/// @param atOnce questions under way; one more waits for `timeout`
public record ReviewSettings(
        URI server, SSLContext tls, Credential token, Duration timeout, Duration cache, int remembered, int atOnce) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_CACHE = Duration.ofSeconds(10);
    public static final int DEFAULT_REMEMBERED = 10_000;
    public static final int DEFAULT_AT_ONCE = 32;
}
