package dev.sallyport.postgres.wire;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A man in the middle: TLS with a certificate of its own on one side, the real server in clear text or in TLS on the
/// other, and notes in hand of what the gateway says.
final class TlsRelay implements AutoCloseable {

    private static final byte[] SSL_REQUEST = RawClient.join(RawClient.int4(8), RawClient.int4(80877103));

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final SSLContext tls = SSLContext.getInstance("TLS");
    private final int server;
    private final boolean encrypt;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    /// @param encrypt whether it speaks TLS to the server too
    TlsRelay(X509Bundle certificate, int server, boolean encrypt) throws Exception {
        this.server = server;
        this.encrypt = encrypt;
        tls.init(
                certificate.toKeyManagerFactory().getKeyManagers(),
                InsecureTrustManagerFactory.INSTANCE.getTrustManagers(),
                null);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// What the gateway said inside TLS so far.
    synchronized String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket gateway = door.accept();
                Thread.ofVirtual().start(() -> join(gateway));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket raw) {
        try {
            raw.setSoTimeout(15_000);
            raw.getInputStream().readNBytes(8);
            raw.getOutputStream().write('S');
            SSLSocket gateway = (SSLSocket) tls.getSocketFactory().createSocket(raw, raw.getInputStream(), true);
            Socket target = target();
            Thread.ofVirtual().start(() -> copy(target, gateway, null));
            copy(gateway, target, heard);
        } catch (IOException | GeneralSecurityException gone) {
            // the gateway did not want to speak to it
        }
    }

    private Socket target() throws IOException, GeneralSecurityException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), server);
        plain.setSoTimeout(15_000);
        if (!encrypt) return plain;
        plain.getOutputStream().write(SSL_REQUEST);
        if (plain.getInputStream().read() != 'S') throw new IOException("no TLS");
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", server, true);
        secured.setUseClientMode(true);
        return secured;
    }

    private void copy(Socket from, Socket to, @Nullable ByteArrayOutputStream notes) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (notes != null) note(notes, buffer, n);
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException closed) {
            // the other direction sees it too
        }
    }

    private synchronized void note(ByteArrayOutputStream notes, byte[] bytes, int length) {
        notes.write(bytes, 0, length);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
