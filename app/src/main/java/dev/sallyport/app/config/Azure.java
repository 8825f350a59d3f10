package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.util.List;

/// An application of Microsoft Entra: a managed identity, workload identity or service principal.
public record Azure(
        @Doc("The `aud` of tokens: the application id of the gateway (v2), or its id URI (v1).") @OneOrMany
        List<String> audience,

        @Doc("Id of your tenant; `common` and `organizations` are refused.")
        String tenant,

        @Doc("Version of the tokens, 1 or 2: the application registration of the gateway decides.")
        @Default("2")
        @Bounds(min = "1", max = "2")
        int version,

        @Doc("Where Entra is; another one for national clouds.") @Default("https://login.microsoftonline.com")
        URI authority,

        @Doc("Application (client) ids that are let in.") @Default("[]") @OneOrMany
        List<String> appIds,

        @Doc("Object ids of service principals or managed identities that are let in.") @Default("[]") @OneOrMany
        List<String> objectIds)
        implements Proof, Platform {
    public Azure {
        audience = List.copyOf(audience);
        appIds = List.copyOf(appIds);
        objectIds = List.copyOf(objectIds);
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }
}
