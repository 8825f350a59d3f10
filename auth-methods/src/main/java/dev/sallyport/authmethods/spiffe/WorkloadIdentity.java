package dev.sallyport.authmethods.spiffe;

import io.spiffe.exception.X509SvidException;
import io.spiffe.svid.x509svid.X509Svid;
import io.spiffe.workloadapi.grpc.Workload.X509SVID;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The X.509-SVID that a Workload API gives to this very process (SPIFFE Workload API §5.2.1), renewed
/// before it ends. Safe on every thread.
public final class WorkloadIdentity implements AutoCloseable {

    /// As long as the SVID itself lasts, it does not matter for how long the agent has been away.
    private static final Duration ANY = Duration.ofDays(3650);

    /// @param id the SPIFFE id
    /// @param chain leaf first, without the root
    public record Document(String id, List<X509Certificate> chain, PrivateKey key) {
        public Document {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /// Who hears of each one, the first included.
    @FunctionalInterface
    public interface Renewal {

        /// Must not block.
        ///
        /// @throws IOException when it cannot be used: then it is not there
        void renewed(Document document) throws IOException;
    }

    private final WorkloadChannel channel;
    private final Latest<Document> latest;

    /// @param renewal called by one thread at a time
    public WorkloadIdentity(Path socket, LongSupplier nanos, Renewal renewal) {
        channel = new WorkloadChannel(socket);
        latest = new Latest<>(nanos);
        WorkloadStream.Listener<X509SVIDResponse> listener = latest.fedBy(update -> {
            Document document = document(update);
            renewal.renewed(document);
            return document;
        });
        new WorkloadStream<X509SVIDResponse>(
                        channel,
                        (stub, observer) -> stub.fetchX509SVID(X509SVIDRequest.getDefaultInstance(), observer),
                        listener)
                .open();
    }

    /// The one that was given last; empty when there was none within this time, and [#problem] says
    /// why.
    public Optional<Document> within(Duration wait) throws InterruptedException {
        return latest.within(wait, ANY);
    }

    /// Why there is none.
    public String problem() {
        return latest.problem();
    }

    /// §5.1: the first is the default one.
    private static Document document(X509SVIDResponse update) throws IOException {
        if (update.getSvidsCount() == 0) throw new IOException("it gives no X.509-SVID");
        X509SVID first = update.getSvids(0);
        try {
            X509Svid svid = X509Svid.parseRaw(
                    first.getX509Svid().toByteArray(), first.getX509SvidKey().toByteArray());
            return new Document(svid.getSpiffeId().toString(), svid.getChain(), svid.getPrivateKey());
        } catch (X509SvidException | RuntimeException e) {
            throw new IOException("its X.509-SVID cannot be read", e);
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
