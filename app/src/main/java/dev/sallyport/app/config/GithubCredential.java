package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Installation tokens of a GitHub App, each no wider than the session's purpose.
@Key("github")
public record GithubCredential(
        @Doc("Id (or client id) of the App.") String appId,

        @Doc("Id of its installation.") String installationId,

        @Doc("PEM private key of the App.") SecretReference privateKey,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc("Address of GitHub's API; another one for an Enterprise Server.") @Default("https://api.github.com")
        URI api)
        implements ShownCredential {
    @Override
    public List<Named> secrets() {
        return List.of(new Named("privateKey", privateKey));
    }

    @Override
    public URI issuer() {
        return api;
    }
}
