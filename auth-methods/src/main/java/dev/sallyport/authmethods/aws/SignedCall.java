package dev.sallyport.authmethods.aws;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A request that can do nothing but ask STS who signed it; still unproved.
///
/// @param query as signed, without `?`; empty for none
/// @param headers what is sent beside `Host` and `Content-Length`, by lower-case name
/// @param audience whom the signer meant; empty when nobody was named
/// @param holds how long the signer lets it hold; the window's limit comes on top
record SignedCall(
        String method,
        String host,
        String query,
        SortedMap<String, String> headers,
        String body,
        Signing signing,
        String audience,
        Duration holds) {
    SignedCall {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /// The secret parts are the signature and the session token.
    @Override
    public String toString() {
        return "SignedCall[" + method + " " + host + "]";
    }
}
