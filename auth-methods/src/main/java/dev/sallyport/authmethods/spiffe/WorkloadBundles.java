package dev.sallyport.authmethods.spiffe;

import com.google.protobuf.ByteString;
import dev.sallyport.authmethods.jwt.KeySet;
import io.spiffe.workloadapi.grpc.Workload.JWTBundlesRequest;
import io.spiffe.workloadapi.grpc.Workload.JWTBundlesResponse;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesRequest;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The bundles that a Workload API streams (SPIFFE Workload API §5.2.2, §6.2.3): each update replaces
/// all that was known, so that a withdrawn authority counts no longer from that moment on. Safe on
/// every thread.
final class WorkloadBundles implements AutoCloseable {

    private static final String URI_PREFIX = "spiffe://";

    private final BundleTimes times;
    private final WorkloadChannel channel;
    private final Latest<Map<String, List<X509Certificate>>> authorities;
    private final Latest<Map<String, KeySet>> keys;
    private final boolean tokens;

    WorkloadBundles(Path socket, boolean tokens, BundleTimes times, LongSupplier nanos) {
        this.times = times;
        this.tokens = tokens;
        this.channel = new WorkloadChannel(socket);
        this.authorities = new Latest<>(nanos);
        this.keys = new Latest<>(nanos);
        new WorkloadStream<X509BundlesResponse>(
                        channel,
                        (stub, observer) -> stub.fetchX509Bundles(X509BundlesRequest.getDefaultInstance(), observer),
                        authorities.fedBy(update -> certificates(update.getBundlesMap())))
                .open();
        if (tokens)
            new WorkloadStream<JWTBundlesResponse>(
                            channel,
                            (stub, observer) -> stub.fetchJWTBundles(JWTBundlesRequest.getDefaultInstance(), observer),
                            keys.fedBy(update -> keySets(update.getBundlesMap())))
                    .open();
    }

    private static Map<String, List<X509Certificate>> certificates(Map<String, ByteString> update) throws IOException {
        Map<String, List<X509Certificate>> all = new HashMap<>();
        for (var entry : update.entrySet()) {
            byte[] bundle = entry.getValue().toByteArray();
            all.put(name(entry.getKey()), bundle.length == 0 ? List.of() : BundleDocument.certificates(bundle));
        }
        return all;
    }

    /// A trust domain without keys for tokens is no mistake.
    private static Map<String, KeySet> keySets(Map<String, ByteString> update) throws IOException {
        Map<String, KeySet> all = new HashMap<>();
        for (var entry : update.entrySet()) {
            Optional<KeySet> set = BundleDocument.tokenKeys(entry.getValue().toByteArray());
            set.ifPresent(keySet -> all.put(name(entry.getKey()), keySet));
        }
        return all;
    }

    private static String name(String trustDomain) {
        return trustDomain.startsWith(URI_PREFIX) ? trustDomain.substring(URI_PREFIX.length()) : trustDomain;
    }

    BundleSource of(String trustDomain) {
        return new One(trustDomain);
    }

    @Override
    public void close() {
        channel.close();
    }

    /// One trust domain's part of it.
    private final class One implements BundleSource {

        private final String trustDomain;
        private TrustBundle last = TrustBundle.of(List.of(), Optional.empty());

        One(String trustDomain) {
            this.trustDomain = trustDomain;
        }

        /// Waits for the first update, no longer than a fetch may take.
        @Override
        public Optional<TrustBundle> current(Instant now) throws InterruptedException {
            Duration wait = times.timeout();
            Optional<Map<String, List<X509Certificate>>> x509 = authorities.within(wait, times.maxStale());
            if (x509.isEmpty() || !x509.get().containsKey(trustDomain)) return Optional.empty();
            Optional<KeySet> jwt =
                    tokens ? keys.within(wait, times.maxStale()).map(sets -> sets.get(trustDomain)) : Optional.empty();
            return Optional.of(unlessUnchanged(TrustBundle.of(x509.get().get(trustDomain), jwt)));
        }

        private synchronized TrustBundle unlessUnchanged(TrustBundle fresh) {
            if (!last.saysTheSameAs(fresh)) last = fresh;
            return last;
        }

        /// Updates come by themselves.
        @Override
        public Optional<TrustBundle> newerThan(TrustBundle seen, Instant now) throws InterruptedException {
            return current(now);
        }

        @Override
        public String problem() {
            return authorities.problem().isEmpty()
                    ? "the Workload API gives no bundle of the trust domain; is it federated? `" + trustDomain + "`"
                    : authorities.problem();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
