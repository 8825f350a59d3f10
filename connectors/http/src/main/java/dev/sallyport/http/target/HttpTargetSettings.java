package dev.sallyport.http.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One target of the kind `http`.
///
/// @param name as configured
/// @param url its origin, such as `https://api.crm.internal`; a path in it is put before every path of a
///     request
/// @param hosts by which agents address it at the gateway; in forward mode its own host always counts
/// @param authorities PEM of the authorities that its certificate is verified with; null for those of the
///     JDK
/// @param clearText true when `http` may carry a credential: only the configuration's explicit word
/// @param credential what is injected
/// @param openApi an OpenAPI document that names the operations; null for none
/// @param bodyBytes of a request that is judged whole; a longer one is refused
/// @param answerBytes of an answer that is held back to be counted or masked; a longer one is refused
///     where a permit bounds its records
/// @param opaque media types, lower case, of request bodies that are carried without being judged, such as
///     `application/x-git-receive-pack-request`
/// @param connections open at once to it
/// @param connect including name and TLS
/// @param firstByte from the end of a request to the head of its answer
/// @param idle between two pieces of an answer
public record HttpTargetSettings(
        String name,
        Origin url,
        Set<String> hosts,
        @Nullable Path authorities,
        boolean clearText,
        CredentialSettings credential,
        @Nullable Path openApi,
        int bodyBytes,
        int answerBytes,
        Set<String> opaque,
        int connections,
        Duration connect,
        Duration firstByte,
        Duration idle) {

    public static final Set<String> OPAQUE =
            Set.of("application/x-git-upload-pack-request", "application/x-git-receive-pack-request");

    public HttpTargetSettings {
        hosts = Set.copyOf(hosts);
        opaque = Set.copyOf(opaque);
    }

    /// With the defaults: 1 MiB of a request and 4 MiB of an answer, git's packs opaque, 64 connections,
    /// 10 s to connect, 60 s to the first byte, 5 min between two pieces.
    public static HttpTargetSettings of(String name, Origin url, CredentialSettings credential) {
        return new HttpTargetSettings(
                name,
                url,
                Set.of(),
                null,
                false,
                credential,
                null,
                1 << 20,
                4 << 20,
                OPAQUE,
                64,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5));
    }
}
