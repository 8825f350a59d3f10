package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import org.jspecify.annotations.Nullable;

/// Where agents connect. Port 0 takes a free one.
public record ListenEntry(
        @Doc("Address for the PostgreSQL protocol; needed when a target speaks it.") @Nullable
        HostPort postgres,

        @Doc(
                "Address for all that goes over HTTP, targets and the session endpoint: HTTPS, with the certificate under `tls`. Without it no session tokens are given out.")
        @Nullable
        HostPort http,

        @Doc(
                "Another address for targets over HTTP with `clearText: allow`, without TLS and so on this machine alone: many programs speak to their proxy in clear text only.")
        @Nullable
        HostPort plain) {}
