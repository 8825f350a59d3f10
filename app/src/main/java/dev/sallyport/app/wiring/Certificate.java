package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import java.io.IOException;
import java.nio.file.Path;

/// The certificate that agents see, as it was read, or as it is given.
///
/// @param http the same for the session endpoint
/// @param content tells whether its files say something else now
record Certificate(TlsFace face, TlsFace http, String content) {

    static final String ALPN = "postgresql";
    static final Certificate NONE = new Certificate(TlsFace.NONE, TlsFace.NONE, "");

    /// @param running the one that is shown now: one that is given goes on being given
    static Certificate read(Configuration configuration, Secrets secrets, Certificate running) throws IOException {
        TlsEntry entry = configuration.tls();
        if (entry == null) return NONE;
        ClientCertificates clients = clients(configuration);
        return switch (entry.source()) {
            case TlsEntry.Source.Files(Path certificate, SecretReference key) ->
                files(certificate, KeyFile.of(key, secrets), clients);
            case TlsEntry.Source.WorkloadApi(Path socket) -> {
                String content = socket + " " + clients;
                yield content.equals(running.content)
                        ? running
                        : given(OwnSvid.from(socket, entry.timeout(), clients), content);
            }
        };
    }

    private static Certificate files(Path certificate, Path key, ClientCertificates clients) throws IOException {
        String content = Material.of(certificate, key);
        try {
            return new Certificate(
                    TlsFace.of(ServerTls.of(certificate, key, ALPN, clients)),
                    TlsFace.of(ServerTls.of(certificate, key, HttpFloor.ALPN, clients)),
                    content + " " + clients);
        } catch (IOException e) {
            throw new IOException("tls: " + e.getMessage(), e);
        }
    }

    private static Certificate given(OwnSvid own, String content) {
        return new Certificate(own, own.http(), content);
    }

    private static ClientCertificates clients(Configuration configuration) {
        return configuration.authMethods().values().stream()
                        .anyMatch(method -> method.proof().asksForCertificates())
                ? ClientCertificates.ASKED
                : ClientCertificates.NOT_ASKED;
    }

    /// Unless it is `kept` that goes on.
    void closeUnless(Certificate kept) {
        if (face instanceof OwnSvid own && !own.equals(kept.face)) own.close();
    }
}
