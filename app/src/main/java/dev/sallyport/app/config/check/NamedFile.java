package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.BasicCredential;
import dev.sallyport.app.config.BundleEndpoint;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.CredentialEntry;
import dev.sallyport.app.config.ExchangeCredential;
import dev.sallyport.app.config.FederatedDomain;
import dev.sallyport.app.config.FileReference;
import dev.sallyport.app.config.GithubCredential;
import dev.sallyport.app.config.HeaderCredential;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.OauthCredential;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.QueryCredential;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TlsEntry;
import dev.sallyport.app.config.WebToken;
import dev.sallyport.app.config.shape.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that the configuration names and trusts, and that is no secret.
///
/// @param path where the configuration names it
public record NamedFile(String path, Path file, Holds holds) {

    /// What is to stand in it.
    public enum Holds {
        /// Of the gateway itself, leaf first.
        CERTIFICATE,
        /// Who may vouch for a server.
        AUTHORITIES,
        /// A JWK set.
        KEYS,
        /// Of a SPIFFE trust domain.
        BUNDLE,
        /// Revocation lists of a SPIFFE trust domain.
        REVOCATIONS,
        /// An OpenAPI document.
        API
    }

    /// All of them.
    public static List<NamedFile> of(Configuration configuration) {
        Walk walk = new Walk(new ArrayList<>());
        TlsEntry tls = configuration.tls();
        if (tls != null) walk.add("tls.certificate", tls.certificate(), Holds.CERTIFICATE);
        configuration.authMethods().forEach(walk::authMethod);
        configuration.orchestrators().forEach((name, entry) -> walk.keys("orchestrators." + name, entry.jwks()));
        configuration.targets().forEach(walk::target);
        if (configuration.judge() != null)
            walk.authorities("judge", configuration.judge().ca());
        return List.copyOf(walk.found);
    }

    private record Walk(List<NamedFile> found) {

        void add(String path, @Nullable Path file, Holds holds) {
            if (file != null) found.add(new NamedFile(path, file, holds));
        }

        void keys(String path, @Nullable FileReference jwks) {
            if (jwks != null) add(path + ".jwks", jwks.path(), Holds.KEYS);
        }

        void authorities(String path, @Nullable Path ca) {
            add(path + ".ca", ca, Holds.AUTHORITIES);
        }

        void authMethod(String name, AuthMethodEntry entry) {
            String path = "authMethods." + name + "." + AuthMethodChecks.family(entry);
            if (entry.proof() instanceof Spiffe spiffe) spiffe(path, spiffe.domains());
            if (entry.proof() instanceof WebToken token) keys(path, token.oidc().jwks());
            if (entry.proof() instanceof Kubernetes pods && pods.review() != null)
                authorities(path + ".review", pods.review().ca());
            if (entry.proof() instanceof Oauth oauth && oauth.introspection() != null)
                authorities(path + ".introspection", oauth.introspection().ca());
        }

        private void spiffe(String path, List<FederatedDomain> domains) {
            for (int i = 0; i < domains.size(); i++)
                trustDomain(i == 0 ? path : SpiffeChecks.federated(path, i - 1), domains.get(i));
        }

        private void trustDomain(String path, FederatedDomain domain) {
            BundleEndpoint endpoint = domain.bundleEndpoint();
            add(path + ".bundle", file(domain.bundle()), Holds.BUNDLE);
            if (endpoint != null) add(path + ".bundleEndpoint.authorities", file(endpoint.authorities()), Holds.BUNDLE);
            add(path + ".revocations", file(domain.revocations()), Holds.REVOCATIONS);
        }

        private static @Nullable Path file(@Nullable FileReference reference) {
            return reference == null ? null : reference.path();
        }

        void target(String name, TargetEntry entry) {
            String path = "targets." + name + "." + entry.protocol().kind();
            switch (entry.protocol()) {
                case Postgres postgres -> authorities(path, postgres.ca());
                case Http http -> http(path, http);
                case Llm llm -> authorities(path, llm.ca());
                case Mcp mcp -> authorities(path, mcp.ca());
            }
        }

        private void http(String path, Http http) {
            authorities(path, http.ca());
            add(path + ".openapi", http.openapi(), Holds.API);
            CredentialEntry credential = http.credential();
            if (credential == null) return;
            String at = path + ".credential." + Words.of(credential.shown().getClass());
            switch (credential.shown()) {
                case OauthCredential oauth -> authorities(at, oauth.ca());
                case GithubCredential github -> authorities(at, github.ca());
                case ExchangeCredential exchange -> authorities(at, exchange.ca());
                case HeaderCredential _, QueryCredential _, BasicCredential _ -> {}
            }
        }
    }
}
