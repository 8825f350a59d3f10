package dev.sallyport.app.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/// One whole request, unchecked.
///
/// @param path with its query, as it came
/// @param headers by lower-case name; of one that came twice all values
/// @param chain the client's certificates, leaf first, possession proved by the handshake; empty for none
/// @param peer the client's address
@SuppressWarnings("ArrayRecordComponent")
public record Asked(
        String method,
        String path,
        Map<String, List<String>> headers,
        byte[] body,
        List<X509Certificate> chain,
        String peer) {

    /// The header's only value; empty when there is none, or more than one: nobody then knows which one
    /// holds.
    public String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : "";
    }

    @Override
    public String toString() {
        return "Asked[" + method + ", " + body.length + " bytes]";
    }
}
