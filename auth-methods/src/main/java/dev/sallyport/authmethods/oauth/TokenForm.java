package dev.sallyport.authmethods.oauth;

import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// What an access token is, and who says what is in it.
public sealed interface TokenForm {

    /// A JWT of type `at+jwt` (RFC 9068), by the issuer's keys.
    record Signed(KeySource keys, KeyFetching fetching) implements TokenForm {}

    /// Anything, by the authorization server's word (RFC 7662).
    ///
    /// @param endpoint `https`
    /// @param tls whose certificates it may show
    /// @param client as whom the gateway asks
    /// @param timeout for one question
    /// @param cache how long an active token is believed to be; zero: every time anew
    /// @param atOnce questions under way; one more waits for `timeout`
    record Introspected(
            URI endpoint, SSLContext tls, ClientAuthentication client, Duration timeout, Duration cache, int atOnce)
            implements TokenForm {
        public static final Duration DEFAULT_CACHE = Duration.ofSeconds(10);
        public static final int DEFAULT_AT_ONCE = 32;
    }
}
