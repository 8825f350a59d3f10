package dev.sallyport.authmethods.spiffe;

import com.google.protobuf.ByteString;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.testkit.identity.Svid;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.StreamObserver;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIImplBase;
import io.spiffe.workloadapi.grpc.Workload.JWTBundlesRequest;
import io.spiffe.workloadapi.grpc.Workload.JWTBundlesResponse;
import io.spiffe.workloadapi.grpc.Workload.JWTSVID;
import io.spiffe.workloadapi.grpc.Workload.JWTSVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.JWTSVIDResponse;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesRequest;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesResponse;
import io.spiffe.workloadapi.grpc.Workload.X509SVID;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDResponse;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Plays a Workload API on a Unix socket: says what it is told to, breaks and ends streams, goes away and comes back.
///
/// What is said and who listens change under one lock: one who asks while something new is said hears it once,
/// and no stream is written by two threads.
final class Workloads implements AutoCloseable {

    private final Path socket;
    private final EventLoopGroup loops = new EpollEventLoopGroup(1);
    private final List<StreamObserver<X509BundlesResponse>> x509 = new ArrayList<>();
    private final List<StreamObserver<JWTBundlesResponse>> jwt = new ArrayList<>();
    private final List<StreamObserver<X509SVIDResponse>> svids = new ArrayList<>();
    private final Object lock = new Object();
    private X509BundlesResponse x509Now = X509BundlesResponse.getDefaultInstance();
    private JWTBundlesResponse jwtNow = JWTBundlesResponse.getDefaultInstance();
    private X509SVIDResponse svidNow = X509SVIDResponse.getDefaultInstance();
    private volatile String tokens = "";
    private Server server;

    Workloads(Path socket) throws Exception {
        this.socket = socket;
        server = begin();
    }

    private Server begin() throws Exception {
        return NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .directExecutor()
                .addService(new Api())
                .build()
                .start();
    }

    void comeBack() throws Exception {
        java.nio.file.Files.deleteIfExists(socket);
        server = begin();
    }

    void goAway() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        synchronized (lock) {
            x509.clear();
            jwt.clear();
            svids.clear();
        }
    }

    /// Ends every stream without an error.
    void endStreams() {
        synchronized (lock) {
            x509.forEach(StreamObserver::onCompleted);
            x509.clear();
        }
    }

    /// From now on these are the trust domains.
    void publish(SpiffeAuthority... authorities) throws GeneralSecurityException {
        Map<String, ByteString> roots = new HashMap<>();
        Map<String, ByteString> keys = new HashMap<>();
        for (SpiffeAuthority one : authorities) {
            String name = "spiffe://" + one.trustDomain();
            roots.merge(name, ByteString.copyFrom(one.root().getEncoded()), ByteString::concat);
            keys.put(
                    name,
                    ByteString.copyFromUtf8(
                            "{\"keys\":[" + one.jwtKey().toPublicJwk().toJSONString() + "]}"));
        }
        publish(roots, keys);
    }

    void publish(Map<String, ByteString> roots, Map<String, ByteString> keys) {
        synchronized (lock) {
            x509Now = X509BundlesResponse.newBuilder().putAllBundles(roots).build();
            jwtNow = JWTBundlesResponse.newBuilder().putAllBundles(keys).build();
            x509.forEach(stream -> stream.onNext(x509Now));
            jwt.forEach(stream -> stream.onNext(jwtNow));
        }
    }

    void give(String id, Svid svid, X509Certificate root) throws GeneralSecurityException {
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        for (X509Certificate one : svid.chain()) chain.writeBytes(one.getEncoded());
        X509SVIDResponse given = X509SVIDResponse.newBuilder()
                .addSvids(X509SVID.newBuilder()
                        .setSpiffeId(id)
                        .setX509Svid(ByteString.copyFrom(chain.toByteArray()))
                        .setX509SvidKey(ByteString.copyFrom(svid.key().getEncoded()))
                        .setBundle(ByteString.copyFrom(root.getEncoded())))
                .build();
        synchronized (lock) {
            svidNow = given;
            svids.forEach(stream -> stream.onNext(given));
        }
    }

    /// From now on JWT-SVIDs begin with this.
    void sign(String start) {
        tokens = start;
    }

    @Override
    public void close() throws InterruptedException {
        goAway();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Api extends SpiffeWorkloadAPIImplBase {

        @Override
        public void fetchX509Bundles(X509BundlesRequest request, StreamObserver<X509BundlesResponse> stream) {
            synchronized (lock) {
                if (x509Now.getBundlesCount() == 0) denied(stream);
                else {
                    x509.add(stream);
                    stream.onNext(x509Now);
                }
            }
        }

        @Override
        public void fetchJWTBundles(JWTBundlesRequest request, StreamObserver<JWTBundlesResponse> stream) {
            synchronized (lock) {
                if (jwtNow.getBundlesCount() == 0) denied(stream);
                else {
                    jwt.add(stream);
                    stream.onNext(jwtNow);
                }
            }
        }

        @Override
        public void fetchX509SVID(X509SVIDRequest request, StreamObserver<X509SVIDResponse> stream) {
            synchronized (lock) {
                if (svidNow.getSvidsCount() == 0) denied(stream);
                else {
                    svids.add(stream);
                    stream.onNext(svidNow);
                }
            }
        }

        @Override
        public void fetchJWTSVID(JWTSVIDRequest request, StreamObserver<JWTSVIDResponse> stream) {
            if (tokens.isEmpty()) {
                denied(stream);
                return;
            }
            stream.onNext(JWTSVIDResponse.newBuilder()
                    .addSvids(JWTSVID.newBuilder().setSvid(tokens + " for " + request.getAudienceList()))
                    .build());
            stream.onCompleted();
        }

        /// As SPIRE answers a process that it does not know.
        private static void denied(StreamObserver<?> stream) {
            stream.onError(Status.PERMISSION_DENIED
                    .withDescription("no identity issued")
                    .asRuntimeException());
        }
    }
}
