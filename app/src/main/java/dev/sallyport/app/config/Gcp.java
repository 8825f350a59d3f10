package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;

/// A service account of Google Cloud. At least one of `serviceAccounts`, `projects`.
public record Gcp(
        @Doc("The `aud` that tokens must carry: one of these. Name this gateway, never a target.") @OneOrMany
        List<String> audience,

        @Doc("Email addresses of service accounts that are let in.") @Default("[]") @OneOrMany
        List<String> serviceAccounts,

        @Doc("Projects whose own service accounts are let in (`NAME@PROJECT.iam.gserviceaccount.com`).")
        @Default("[]")
        @OneOrMany
        List<String> projects)
        implements Proof, Platform {
    public Gcp {
        audience = List.copyOf(audience);
        serviceAccounts = List.copyOf(serviceAccounts);
        projects = List.copyOf(projects);
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }
}
