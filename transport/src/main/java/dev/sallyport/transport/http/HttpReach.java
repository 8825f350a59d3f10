package dev.sallyport.transport.http;

import dev.sallyport.transport.TlsFace;
import java.util.List;

/// What is served at a listening address. Asked anew for each connection and each request, so that it
/// follows a reload.
///
/// @param stands every target with its way in; names and hosts are distinct
/// @param local the gateway's own services
/// @param face of TLS; where it shows none, everything is in clear text, which the configuration must have
///     allowed
/// @param names for CONNECT
public record HttpReach(List<Stand<?>> stands, LocalService local, TlsFace face, ServerNames names, HttpLimits limits) {

    public HttpReach {
        stands = List.copyOf(stands);
    }
}
