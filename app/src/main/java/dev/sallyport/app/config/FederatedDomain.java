package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another trust domain whose workloads may come, vouched for by its own authorities alone.
public record FederatedDomain(
        @Doc("Its name, such as `partner.example`.") String trustDomain,

        @Doc("As in `spiffe`; needed unless `where` says who may come.") @Default("[]") @OneOrMany
        List<String> paths,

        @Doc("As in `spiffe`.") @Nullable FileReference bundle,
        @Doc("As in `spiffe`.") @Nullable BundleEndpoint bundleEndpoint,
        @Doc("As in `spiffe`.") @Nullable UnixSocket workloadApi,
        @Doc("As in `spiffe`.") @Nullable FileReference revocations) {
    public FederatedDomain {
        paths = List.copyOf(paths);
    }
}
