package dev.sallyport.transport.http;

import dev.sallyport.transport.TlsEngine;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS towards HTTP targets: 1.2 and 1.3, chain and host name always verified (RFC 9110 section 4.3.4).
/// There is no switch to leave that out.
public final class UpstreamTls {

    private UpstreamTls() {}

    /// @param authorities PEM; null for those that the JDK trusts
    /// @param http2 whether `h2` is offered
    /// @throws IOException when the authorities cannot be read
    public static SslContext of(@Nullable Path authorities, boolean http2) throws IOException {
        try {
            return trusting(authorities)
                    .sslProvider(TlsEngine.here())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            http2 ? HttpFloor.ALPN : HttpFloor.ALPN_HTTP1))
                    .build();
        } catch (SSLException e) {
            throw new IOException("TLS to the target cannot be set up", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("the authorities cannot be read: `" + authorities + "`", e);
        }
    }

    private static SslContextBuilder trusting(@Nullable Path authorities) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        return authorities == null ? builder : builder.trustManager(new File(authorities.toString()));
    }
}
