package dev.sallyport.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each auth method says about its settings reaches the operator with path and place, and what is right becomes
/// a method.
class FamilyChecksTest {

    private static final String OIDC = "oidc: { issuer: \"https://issuer.example\", audience: sallyport }";

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
        given.file("secret", "hunter2", "rw-------");
        given.file("open", "hunter2", "rw-r--r--");
        given.file("ca.pem", "no certificate", "rw-r--r--");
    }

    private LoadResult load(String proof) {
        return new ConfigurationFile(
                        Given.guard(),
                        Map.of(),
                        RealGrammars.all(),
                        List.of(new RoomChecks()),
                        InstantSource.fixed(Given.NOW))
                .load(Given.PLAIN.replace(OIDC, proof).getBytes(StandardCharsets.UTF_8), folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github: { audience: a, refs: refs/heads/main } | github.repositories: everybody's runs would be let in",
                "github: { audience: a, repositories: '*' } | github.repositories: would let everything in",
                "github: { audience: [], repositories: a/b } | github.audience: name the audience",
                "github: { audience: a, url: 'http://ghe.example', repositories: a/b } | github.url: use https",
                "gitlab: { audience: a } | gitlab.projects: everybody's jobs would be let in",
                "gcp: { audience: a } | gcp.serviceAccounts: everybody's service accounts would be let in",
                "azure: { audience: a, tenant: common, appIds: [] } | azure.tenant: must be the id of your tenant",
                "terraform: { audience: a, organization: '' } | terraform.organization: everybody's runs",
                "oauth: { issuer: 'https://as.example', audience: a, introspection: { endpoint: 'https://as.example/i',"
                        + " clientId: g } } | oauth.introspection: needs one way to show who asks",
                "oauth: { issuer: 'https://as.example', audience: a, introspection: { endpoint: 'http://as.example/i',"
                        + " clientId: g, secret: 'file:secret' } } | oauth.introspection.endpoint: must be `https:`",
                "oauth: { issuer: 'https://as.example', audience: a, introspection: { endpoint: 'https://as.example/i',"
                        + " clientId: g, secret: 'file:open' } } | oauth.introspection.secret: the secret file can be read",
                "oauth: { issuer: 'https://as.example', audience: a, introspection: { endpoint: 'https://as.example/i',"
                        + " clientId: g, secret: 'file:secret', ca: ca.pem } } | oauth.introspection.ca: ",
                "oauth: { issuer: 'https://as.example', audience: a, jwksUri: 'https://as.example/k', introspection: {"
                        + " endpoint: 'https://as.example/i', clientId: g, secret: 'file:secret' } } | oauth: keys are not"
                        + " looked at",
                "azure: { audience: a, tenant: 72f988bf-86f1-41af-91ab-2d7cd011db47, version: 3 } | azure.version: ",
                "oauth: { issuer: as, audience: a, jwksUri: 'https://as.example/k' } | oauth.issuer: ",
                "kubernetes: { audience: a, review: { token: 'file:open' } } | kubernetes.review.token: the secret file",
                "kubernetes: { audience: a, review: { server: 'http://k.example', token: 'file:secret' } } |"
                        + " kubernetes.review.server: must be `https:`",
                "kubernetes: { audience: a, review: { token: 'file:secret', ca: ca.pem } } | kubernetes.review.ca: "
            })
    void aMistakeIsToldWithItsPath(String proof, String message) {
        assertThat(load(proof).problems().stream()
                        .map(Problem::toString)
                        .filter(problem -> problem.startsWith("authMethods.pods." + message)))
                .as(load(proof).problems().toString())
                .hasSize(1);
        assertThat(load(proof)).isInstanceOf(LoadResult.Rejected.class);
        assertThat(load(proof).problems().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github: { audience: a, repositories: acme/crm } | OidcAuthMethod",
                "gitlab: { audience: a, groups: acme } | OidcAuthMethod",
                "gcp: { audience: a, projects: acme-prod } | OidcAuthMethod",
                "azure: { audience: a, tenant: 72f988bf-86f1-41af-91ab-2d7cd011db47, appIds:"
                        + " 6e74172b-be56-4843-9ff4-e66a39bb12e3 } | OidcAuthMethod",
                "terraform: { audience: a, organization: acme } | OidcAuthMethod",
                "kubernetes: { audience: a } | OidcAuthMethod",
                "kubernetes: { audience: a, review: { token: 'file:secret' } } | KubernetesAuthMethod",
                "kubernetes: { audience: a, jwksUri: 'https://k.example/k', review: { token: 'file:secret' } } |"
                        + " KeysThenReview",
                "oauth: { issuer: 'https://as.example', audience: a } | OAuthAuthMethod",
                "oauth: { issuer: 'https://as.example', audience: a, introspection: { endpoint: 'https://as.example/i',"
                        + " clientId: g, key: 'file:secret' } } | OAuthAuthMethod"
            })
    void whatIsRightBecomesAMethod(String proof, String method) throws Exception {
        assertThat(load(proof)).as(load(proof).problems().toString()).isInstanceOf(LoadResult.Loaded.class);
        Configuration configuration = ((LoadResult.Loaded) load(proof)).configuration();
        SecretReader none = reference -> {
            throw new IOException("not read before it is needed");
        };
        AuthMethod made =
                Catalog.authMethods(configuration, none, Map.of(), Given.NOW).get("pods");
        assertThat(made.getClass().getSimpleName()).isEqualTo(method);
        ((AutoCloseable) made).close();
    }

    @Test
    void aConditionOfAPlatformIsReadToo() {
        assertThat(load("github: { audience: a, repositories: acme/crm }, where: 'claims.x +'")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("authMethods.pods.where: ");
    }
}
