package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client's certificates reach the auth methods whoever speaks TLS, in each connection anew.
@Timeout(60)
class ClientCertificateTest {

    private static final SpiffeAuthority AUTHORITY =
            SpiffeAuthority.of("example.org", Instant.parse("2026-03-01T12:00:00Z"));
    private static final char[] NONE = new char[0];

    private static MultiThreadIoEventLoopGroup loops;

    @BeforeAll
    static void start() {
        loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    }

    @AfterAll
    static void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// Tells which chain each connection showed.
    private static final class Server implements AutoCloseable {
        final LinkedBlockingQueue<List<X509Certificate>> shown = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<Throwable> failed = new LinkedBlockingQueue<>();
        final Channel channel;

        Server(SslProvider engine) throws Exception {
            Svid own = AUTHORITY.svid("/gateway").sign();
            SslContext tls = ServerTls.of(
                    engine, new KeyPairing(own.chain(), own.key()), "postgresql", ClientCertificates.ASKED);
            channel = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel conversation) {
                            SslHandler handler = tls.newHandler(conversation.alloc());
                            conversation.pipeline().addLast(handler, new Watch(handler));
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
        }

        int port() {
            return ((InetSocketAddress) channel.localAddress()).getPort();
        }

        @Override
        public void close() {
            channel.close().awaitUninterruptibly();
        }

        private final class Watch extends ChannelInboundHandlerAdapter {
            private final SslHandler tls;

            Watch(SslHandler tls) {
                this.tls = tls;
            }

            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (!(event instanceof SslHandshakeCompletionEvent end)) return;
                if (end.isSuccess()) shown.add(PeerCertificates.of(tls));
                else failed.add(end.cause());
                // a byte after the handshake lets the client see its session tickets
                if (end.isSuccess()) context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
            }
        }
    }

    /// One client's memory of sessions.
    private static SSLContext client(Optional<Svid> svid) throws GeneralSecurityException, IOException {
        return client(svid, new AtomicInteger());
    }

    /// @param proofs counts how often the key is used
    private static SSLContext client(Optional<Svid> svid, AtomicInteger proofs)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        if (svid.isPresent())
            store.setKeyEntry("svid", svid.get().key(), NONE, svid.get().chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] counting = {new CountingKeys((X509ExtendedKeyManager) keys.getKeyManagers()[0], proofs)};
        context.init(counting, new TrustManager[] {new TrustsAll()}, null);
        return context;
    }

    private static final class CountingKeys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;
        private final AtomicInteger proofs;

        CountingKeys(X509ExtendedKeyManager keys, AtomicInteger proofs) {
            this.keys = keys;
            this.proofs = proofs;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            proofs.incrementAndGet();
            return keys.getPrivateKey(alias);
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(kinds, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return keys.getClientAliases(kind, issuers);
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static void connect(SSLContext client, int port, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void eachConnectionShowsItsOwnChain(SslProvider engine, String version) throws Exception {
        Svid svid = AUTHORITY.subordinate().svid("/agent").sign();
        Svid other = AUTHORITY.svid("/other").sign();
        try (Server server = new Server(engine)) {
            SSLContext one = client(Optional.of(svid));
            for (int i = 0; i < 4; i++) {
                connect(one, server.port(), version);
                assertThat(server.shown.poll(10, TimeUnit.SECONDS)).isEqualTo(svid.chain());
            }
            connect(client(Optional.of(other)), server.port(), version);
            assertThat(server.shown.poll(10, TimeUnit.SECONDS)).isEqualTo(other.chain());
            connect(client(Optional.empty()), server.port(), version);
            assertThat(server.shown.poll(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    /// No session is resumed, so the key is used each time.
    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
    void eachConnectionProvesTheKeyAnew(SslProvider engine, String version) throws Exception {
        Svid svid = AUTHORITY.svid("/agent").sign();
        AtomicInteger proofs = new AtomicInteger();
        SSLContext one = client(Optional.of(svid), proofs);
        try (Server server = new Server(engine)) {
            connect(one, server.port(), version);
            int each = proofs.get();
            assertThat(each).isPositive();
            connect(one, server.port(), version);
            assertThat(proofs).hasValue(2 * each);
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "JDK, TLSv1.3", "OPENSSL, TLSv1.2"})
    void aChainThatIsTooLongOrTooLargeEndsTheHandshake(SslProvider engine, String version) throws Exception {
        SpiffeAuthority deep = AUTHORITY;
        for (int i = 0; i < 11; i++) deep = deep.subordinate();
        List<Svid> bad =
                new ArrayList<>(List.of(AUTHORITY.svid("/agent").padded(70_000).sign()));
        bad.add(deep.svid("/agent").sign());
        try (Server server = new Server(engine)) {
            for (Svid svid : bad) {
                assertThatThrownBy(() -> connect(client(Optional.of(svid)), server.port(), version))
                        .isInstanceOfAny(IOException.class, AssertionError.class);
                assertThat(server.failed.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(server.shown).isEmpty();
        }
    }

    /// Someone else's certificate without its key.
    @ParameterizedTest
    @CsvSource({"OPENSSL, TLSv1.3", "JDK, TLSv1.3", "OPENSSL, TLSv1.2"})
    void aChainWithoutItsKeyEndsTheHandshake(SslProvider engine, String version) throws Exception {
        Svid stolen = new Svid(
                AUTHORITY.svid("/agent").sign().chain(),
                AUTHORITY.svid("/thief").sign().key());
        try (Server server = new Server(engine)) {
            assertThatThrownBy(() -> connect(client(Optional.of(stolen)), server.port(), version))
                    .isInstanceOfAny(IOException.class, AssertionError.class);
            assertThat(server.failed.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(server.shown).isEmpty();
        }
    }
}
