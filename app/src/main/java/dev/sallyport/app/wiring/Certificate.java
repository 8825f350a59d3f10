package dev.sallyport.app.wiring;

import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.transport.ServerTls;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The certificate that agents see, as it was read.
///
/// @param http the same for the session endpoint
/// @param content tells whether its files say something else now
record Certificate(@Nullable SslContext tls, @Nullable SslContext http, String content) {

    static Certificate read(@Nullable TlsEntry entry, Secrets secrets) throws IOException {
        if (entry == null) return new Certificate(null, null, "");
        Path key = KeyFile.of(entry.key(), secrets);
        String content = Material.of(entry.certificate(), key);
        return new Certificate(
                ServerTls.of(entry.certificate(), key, "postgresql"),
                ServerTls.of(entry.certificate(), key, "http/1.1"),
                content);
    }
}
