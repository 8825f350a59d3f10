package dev.sallyport.transport.http;

import java.security.cert.X509Certificate;
import java.util.List;

/// A whole request to the gateway itself. Nothing was taken out but framing.
///
/// @param path with its query, as it came
/// @param authority as the agent named it
/// @param secure it came over TLS
/// @param body at most [HttpLimits#localBodyBytes]; nobody changes it
/// @param chain the client's certificates, leaf first, possession proved by the handshake; empty for none
/// @param peer the client's address
@SuppressWarnings("ArrayRecordComponent")
public record LocalRequest(
        String method,
        String path,
        Authority authority,
        boolean secure,
        Fields fields,
        byte[] body,
        List<X509Certificate> chain,
        String peer) {

    public LocalRequest {
        chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
        return "LocalRequest[" + method + ", " + body.length + " bytes]";
    }
}
