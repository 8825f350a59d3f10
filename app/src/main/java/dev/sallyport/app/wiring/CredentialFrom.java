package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.BasicCredential;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.ExchangeCredential;
import dev.sallyport.app.config.GithubCredential;
import dev.sallyport.app.config.HeaderCredential;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.OauthCredential;
import dev.sallyport.app.config.QueryCredential;
import dev.sallyport.app.config.SecretIn;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.http.credential.Credential;
import dev.sallyport.http.credential.StandingCredential;
import dev.sallyport.http.credential.exchange.SignedSubject;
import dev.sallyport.http.credential.github.GithubApp;
import dev.sallyport.http.credential.oauth.Grant;
import dev.sallyport.http.credential.oauth.OAuthCredential;
import dev.sallyport.http.credential.oauth.RefreshGrant;
import dev.sallyport.http.credential.oauth.RefreshTokenFile;
import dev.sallyport.http.credential.token.ClientAuthentication;
import dev.sallyport.http.credential.token.Errands;
import dev.sallyport.http.credential.token.JwtSigning;
import dev.sallyport.http.credential.token.SecretSource;
import dev.sallyport.http.credential.token.TokenEndpoint;
import dev.sallyport.http.credential.token.TokenTimes;
import dev.sallyport.http.target.CredentialSettings;
import dev.sallyport.transport.http.Upstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an HTTP target is shown.
///
/// @param name of the target
record CredentialFrom(String name, TargetEntry entry, Http http, Configuration configuration, Ground ground) {

    /// @param closing ends the connections to whoever makes tokens
    record Made(Credential credential, Runnable closing) {}

    /// @throws IOException when a secret cannot be read
    /// @throws IllegalArgumentException when one cannot be used; the text starts with its path
    Made made() throws IOException {
        CredentialEntry configured = http.credential();
        if (configured == null) return standing("", new CredentialSettings.None());
        return switch (configured.shown()) {
            case HeaderCredential header ->
                standing(
                        "header.value",
                        new CredentialSettings.Header(
                                header.name().toLowerCase(Locale.ROOT), header.prefix(), read(header.value())));
            case QueryCredential query ->
                standing("query.value", new CredentialSettings.Query(query.name(), read(query.value())));
            case BasicCredential basic ->
                standing("basic.password", new CredentialSettings.Basic(basic.user(), read(basic.password())));
            case OauthCredential oauth -> oauth(oauth);
            case GithubCredential github -> github(github);
            case ExchangeCredential exchange -> exchange(exchange);
        };
    }

    private Made standing(String key, CredentialSettings settings) {
        String path = "targets." + name + ".http.credential." + key;
        return new Made(new StandingCredential(name, path, settings), () -> {});
    }

    private Secret read(SecretReference reference) throws IOException {
        return ground.secrets().read(reference);
    }

    /// Read at each use, so that a rotated one counts at once.
    private SecretSource source(SecretReference reference) {
        return () -> ground.secrets().read(reference);
    }

    private Made oauth(OauthCredential oauth) throws IOException {
        Upstream issuer = issuer(oauth.token(), oauth.ca());
        TokenEndpoint endpoint =
                endpoint(issuer, oauth.token(), client(oauth.secretIn(), oauth.clientId(), oauth.clientSecret()));
        SecretReference refresh = oauth.refreshToken();
        Grant grant = refresh == null
                ? Grant.clientCredentials()
                : new RefreshGrant(new RefreshTokenFile(state().resolve(name + ".refresh"), source(refresh)));
        return new Made(
                new OAuthCredential(
                        name,
                        endpoint,
                        grant,
                        Set.copyOf(oauth.scopes()),
                        Map.of(),
                        TokenTimes.DEFAULT,
                        ground.clock(),
                        ground.blocking()),
                issuer::close);
    }

    private Made github(GithubCredential github) throws IOException {
        Upstream api = issuer(github.api(), github.ca());
        GithubApp app = new GithubApp(
                Errands.over(api),
                UpstreamFrom.base(github.api()),
                github.appId(),
                github.installationId(),
                new JwtSigning(source(github.privateKey()), ""),
                ground.clock());
        return new Made(
                new dev.sallyport.http.credential.github.GithubCredential(
                        name, app, entry.roles(), TokenTimes.DEFAULT, ground.clock(), ground.blocking()),
                api::close);
    }

    private Made exchange(ExchangeCredential exchange) throws IOException {
        Upstream issuer = issuer(exchange.token(), exchange.ca());
        TokenEndpoint endpoint = endpoint(
                issuer, exchange.token(), client(exchange.secretIn(), exchange.clientId(), exchange.clientSecret()));
        SignedSubject subject = new SignedSubject(
                ownName(),
                exchange.token().toString(),
                new JwtSigning(source(exchange.key()), exchange.keyId()),
                SignedSubject.DEFAULT_LIFETIME,
                ground.clock());
        var wanted = new dev.sallyport.http.credential.exchange.ExchangeCredential.Wanted(
                exchange.audience(), Set.copyOf(exchange.scopes()), exchange.revocation());
        return new Made(
                new dev.sallyport.http.credential.exchange.ExchangeCredential(
                        name, endpoint, subject, wanted, TokenTimes.DEFAULT, ground.clock(), ground.blocking()),
                issuer::close);
    }

    private Upstream issuer(URI address, @Nullable Path ca) throws IOException {
        return ground.floor().upstream(UpstreamFrom.settings(http, address, ca, ground));
    }

    private TokenEndpoint endpoint(Upstream issuer, URI address, ClientAuthentication client) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new TokenEndpoint(Errands.over(issuer), path + query, client, TokenTimes.DEFAULT, ground.clock());
    }

    private ClientAuthentication client(SecretIn where, String id, SecretReference secret) {
        return switch (where) {
            case BASIC -> new ClientAuthentication.SecretBasic(id, source(secret));
            case POST -> new ClientAuthentication.SecretPost(id, source(secret));
        };
    }

    /// As the authorization server knows the gateway.
    private String ownName() {
        HostPort listen = configuration.listen().http();
        return listen == null
                ? configuration.instance()
                : configuration.sessions().issuerAt(listen);
    }

    private Path state() throws IOException {
        Path folder = configuration.state().resolve("credentials");
        if (!Files.isDirectory(folder))
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }
}
