package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a trust domain publishes its authorities (SPIFFE Federation section 5).
public record BundleEndpoint(
        @Doc("Its `https:` address.") URI url,

        @Doc(
                "The SPIFFE id that its server shows (profile `https_spiffe`); without one, its server shows a certificate of"
                        + " the web (profile `https_web`).")
        @Default("''")
        String spiffeId,

        @Doc("File with the authorities that the server's SVID is checked with at first; needed with `spiffeId`.")
        @Nullable
        FileReference authorities) {}
