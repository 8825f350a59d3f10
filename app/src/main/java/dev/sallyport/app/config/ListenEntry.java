package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import org.jspecify.annotations.Nullable;

/// Where agents connect.
public record ListenEntry(
        @Doc("Address for the PostgreSQL protocol; port 0 takes a free one.")
        HostPort postgres,

        @Doc(
                "Address of the session endpoint: HTTPS, with the certificate under `tls`. Without it no session tokens are given out. Port 0 takes a free one.")
        @Nullable
        HostPort http) {}
