package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.FileKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/// Makes the source of each trust domain's bundle; trust domains that come from one Workload API share
/// its streams. Used on one thread until it is closed.
final class BundlePlaces implements AutoCloseable {

    private final BundleTimes times;
    private final SSLContext web;
    private final LongSupplier nanos;
    private final boolean tokens;
    private final Map<Path, WorkloadBundles> streams = new HashMap<>();

    BundlePlaces(SpiffeSettings settings, SSLContext web, LongSupplier nanos) {
        this.times = settings.times();
        this.web = web;
        this.nanos = nanos;
        this.tokens = !settings.audiences().isEmpty();
    }

    BundleSource source(TrustedDomain domain) {
        return switch (domain.bundle()) {
            case BundlePlace.InFile(Path file) -> new FetchedBundle(fileOrigin(file), everySecond());
            case BundlePlace.OnTheWeb place -> new FetchedBundle(new WebEndpoint(place.url(), times, web), times);
            case BundlePlace.AtSpiffeEndpoint place ->
                new FetchedBundle(new SpiffeEndpoint(place, domain.name(), times), times);
            case BundlePlace.FromWorkloadApi(Path socket) ->
                streams.computeIfAbsent(socket, _ -> new WorkloadBundles(socket, tokens, times, nanos))
                        .of(domain.name());
        };
    }

    private BundleOrigin fileOrigin(Path file) {
        FileKeys content = new FileKeys(file, times.maxDocumentSize());
        return (now, known) -> BundleDocument.read(content.fetch());
    }

    /// Reading a small file costs next to nothing, so a change counts at once. One that is gone or
    /// broken serves no longer than any other place that does not answer.
    private BundleTimes everySecond() {
        Duration second = Duration.ofSeconds(1);
        return new BundleTimes(times.timeout(), second, second, times.maxStale(), times.maxDocumentSize());
    }

    @Override
    public void close() {
        streams.values().forEach(WorkloadBundles::close);
    }
}
