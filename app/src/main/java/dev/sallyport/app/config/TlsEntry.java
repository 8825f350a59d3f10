package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The certificate that agents see: from files, or the gateway's own X.509-SVID.
public record TlsEntry(
        @Doc("PEM file with the certificate chain, leaf first.") @Nullable
        Path certificate,

        @Doc("PEM private key (PKCS #8) of the certificate.") @Nullable
        SecretReference key,

        @Doc("In place of both: socket of the local SPIFFE agent, which gives the gateway an X.509-SVID and renews it.")
        @Nullable
        UnixSocket workloadApi,

        @Doc("How long a start waits for the first X.509-SVID.") @Default("15s") @Bounds(min = "1s", max = "5m")
        Duration timeout) {

    /// Where the certificate comes from.
    public sealed interface Source {

        record Files(Path certificate, SecretReference key) implements Source {}

        record WorkloadApi(Path socket) implements Source {}
    }

    /// @throws IllegalArgumentException when it is not exactly one of both; the check has told it
    ///     before
    public Source source() {
        if (workloadApi != null && certificate == null && key == null) {
            return new Source.WorkloadApi(workloadApi.path());
        }
        if (workloadApi == null && certificate != null && key != null) return new Source.Files(certificate, key);
        throw new IllegalArgumentException(
                workloadApi == null
                        ? "give `certificate` and `key`, or `workloadApi`"
                        : "give either `certificate` and `key`, or `workloadApi`, not both");
    }
}
