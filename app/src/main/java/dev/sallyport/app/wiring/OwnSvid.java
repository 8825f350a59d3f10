package dev.sallyport.app.wiring;

import dev.sallyport.authmethods.spiffe.WorkloadIdentity;
import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.TlsFace;
import dev.sallyport.transport.http.HttpFloor;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The gateway's own X.509-SVID as the listener's certificate: new handshakes show the newest, open
/// sessions keep what they have. Safe on every thread.
final class OwnSvid implements TlsFace, AutoCloseable {

    private final ClientCertificates clients;
    private final WorkloadIdentity identity;
    private volatile @Nullable SslContext tls;
    private volatile @Nullable SslContext http;

    private OwnSvid(Path socket, ClientCertificates clients) {
        this.clients = clients;
        this.identity = new WorkloadIdentity(socket, System::nanoTime, this::renewed);
    }

    /// @throws IOException when there is no SVID in time; nothing stays open then
    static OwnSvid from(Path socket, Duration wait, ClientCertificates clients) throws IOException {
        OwnSvid own = new OwnSvid(socket, clients);
        boolean there = false;
        try {
            there = own.identity.within(wait).isPresent();
            if (!there) throw new IOException("tls.workloadApi: no X.509-SVID: " + own.identity.problem());
            return own;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an X.509-SVID", e);
        } finally {
            if (!there) own.close();
        }
    }

    private void renewed(WorkloadIdentity.Document svid) throws IOException {
        http = ServerTls.of(svid.chain(), svid.key(), HttpFloor.ALPN, clients);
        tls = ServerTls.of(svid.chain(), svid.key(), Certificate.ALPN, clients);
    }

    /// The same for the session endpoint.
    TlsFace http() {
        return () -> http;
    }

    @Override
    public @Nullable SslContext now() {
        return tls;
    }

    @Override
    public void close() {
        identity.close();
    }
}
