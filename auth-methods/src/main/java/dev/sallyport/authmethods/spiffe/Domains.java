package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The trust domains whose workloads may come, by name.
final class Domains implements AutoCloseable {

    private final Map<String, Domain> byName;
    private final BundlePlaces places;

    Domains(SpiffeSettings settings, BundlePlaces places) {
        this.places = places;
        List<TrustedDomain> all = Stream.concat(Stream.of(settings.own()), settings.federated().stream())
                .toList();
        byName = all.stream()
                .map(one -> Domain.of(one, places.source(one), settings.times().maxDocumentSize()))
                .collect(Collectors.toUnmodifiableMap(Domain::name, Function.identity()));
    }

    Domain of(Identity who) throws NotProven {
        Domain domain = byName.get(who.trustDomain());
        if (domain == null)
            throw new NotProven(
                    UNKNOWN_ISSUER,
                    "workloads of this trust domain are not let in here " + Quoted.of(who.trustDomain()));
        return domain;
    }

    void flush() {
        byName.values().forEach(domain -> domain.bundles().flush());
    }

    @Override
    public void close() {
        byName.values().forEach(domain -> domain.bundles().close());
        places.close();
    }
}
