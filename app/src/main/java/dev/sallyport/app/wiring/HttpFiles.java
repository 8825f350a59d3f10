package dev.sallyport.app.wiring;

import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Protocol;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.ShownCredential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that a target over HTTP is made from, secrets among them.
final class HttpFiles {

    private HttpFiles() {}

    /// Tells whether one of them says something else now.
    static String of(Protocol protocol) throws IOException {
        List<@Nullable Path> files = new ArrayList<>();
        switch (protocol) {
            case Http http -> http(http, files);
            case Llm llm -> {
                files.add(llm.ca());
                secret(llm.key(), files);
            }
            case Mcp mcp -> {
                files.add(mcp.ca());
                secret(mcp.key(), files);
                mcp.secretEnv().values().forEach(reference -> secret(reference, files));
            }
            case Postgres _ -> {}
        }
        return Material.of(files.toArray(Path[]::new));
    }

    private static void http(Http http, List<@Nullable Path> files) {
        files.add(http.ca());
        files.add(http.openapi());
        CredentialEntry credential = http.credential();
        if (credential != null)
            credential.shown().secrets().stream()
                    .map(ShownCredential.Named::reference)
                    .forEach(reference -> secret(reference, files));
    }

    private static void secret(@Nullable SecretReference reference, List<@Nullable Path> files) {
        if (reference instanceof SecretReference.File file) files.add(file.path());
    }
}
