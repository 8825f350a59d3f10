package dev.sallyport.postgres;

import dev.sallyport.postgres.target.TargetSettings.Tls;
import dev.sallyport.transport.TlsEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The words of `sslmode` as a TLS client. TLS 1.2 and 1.3 only.
public final class TargetTls {

    private TargetTls() {}

    /// @return null for `disable`
    /// @throws IOException when the authorities cannot be read
    public static @Nullable SslContext of(Tls tls) throws IOException {
        return switch (tls.mode()) {
            case DISABLE -> null;
            case REQUIRE -> build(tls, builder().trustManager(InsecureTrustManagerFactory.INSTANCE), "");
            case VERIFY_CA -> build(tls, trusting(tls), "");
            case VERIFY_FULL -> build(tls, trusting(tls), "HTTPS");
        };
    }

    private static SslContextBuilder builder() {
        return SslContextBuilder.forClient().sslProvider(TlsEngine.here()).protocols("TLSv1.3", "TLSv1.2");
    }

    private static SslContextBuilder trusting(Tls tls) throws IOException {
        String authorities = tls.ca();
        try {
            return authorities == null ? builder() : builder().trustManager(new File(authorities));
        } catch (IllegalArgumentException e) {
            throw new IOException("the authorities cannot be read: `" + authorities + "`", e);
        }
    }

    private static SslContext build(Tls tls, SslContextBuilder builder, String identification) throws IOException {
        try {
            return builder.endpointIdentificationAlgorithm(identification.isEmpty() ? null : identification)
                    .build();
        } catch (SSLException e) {
            throw new IOException("TLS to the target cannot be set up: `" + tls.mode() + "`", e);
        }
    }
}
