package dev.sallyport.app.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.app.wiring.RoomChecks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with trust domains, and with the listener's certificate.
@Timeout(60)
class SpiffeChecksTest {

    private static final String OIDC = "oidc: { issuer: \"https://issuer.example\", audience: sallyport }";

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
        given.file("ca.pem", "", "rw-r--r--");
    }

    private List<String> problems(String spiffe) {
        return given
                .loader(new RoomChecks())
                .load(Given.PLAIN.replace(OIDC, "spiffe: { " + spiffe + " }").getBytes(StandardCharsets.UTF_8), folder)
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void aTrustDomainWithPathsIsLoadedWithoutAWord() {
        assertThat(problems("trustDomain: example.org, paths: /ns/**, bundle: 'file:ca.pem'"))
                .isEmpty();
    }

    /// The dangerous default.
    @Test
    void whoeverLetsInAllWorkloadsIsWarned() {
        String open = "spiffe: { trustDomain: example.org, bundle: 'file:ca.pem' }";
        assertThat(given.load(Given.PLAIN.replace(OIDC, open))).isInstanceOf(Loaded.class);
        assertThat(given.problems(OIDC, open))
                .singleElement()
                .asString()
                .startsWith("authMethods.pods.spiffe.paths: every workload of the trust domain is let in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trustDomain: example.org, paths: /a | says not where the trust domain's authorities are",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', workloadApi: 'unix:/s' | give only one of",
                "trustDomain: example.org, paths: /a, workloadApi: /s | must be a socket such as",
                "trustDomain: example.org, paths: /a, bundle: 'file:none.pem' | does not exist",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', revocations: 'file:none.crl' | not exist",
                "trustDomain: Example.org, paths: /a, bundle: 'file:ca.pem' | not a trust domain",
                "trustDomain: 'spiffe://example.org', paths: /a, bundle: 'file:ca.pem' | not a trust domain",
                "trustDomain: example.org, paths: a/b, bundle: 'file:ca.pem' | not a path pattern",
                "trustDomain: example.org, paths: /a/**/b, bundle: 'file:ca.pem' | not a path pattern",
                "trustDomain: example.org, paths: /a*, bundle: 'file:ca.pem' | not a path pattern",
                "trustDomain: example.org, paths: /a, bundleEndpoint: { url: 'http://e.example/b' } | use https",
                "trustDomain: example.org, paths: /a, bundleEndpoint: { url: 'https://e.example/b', spiffeId: 'spiffe://e.example/b' } | or neither",
                "trustDomain: example.org, paths: /a, bundleEndpoint: { url: 'https://e.example/b', spiffeId: 'e.example', authorities: 'file:ca.pem' } | not a SPIFFE id",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', federated: [ { trustDomain: example.org, paths: /a, bundle: 'file:ca.pem' } ] | configured twice",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', federated: [ { trustDomain: b.example, bundle: 'file:ca.pem' } ] | could let in anyone",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', federated: [ { trustDomain: b.example, paths: /a } ] | says not where",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', audience: ['', a] | name the audience",
                "trustDomain: example.org, paths: /a, bundle: 'file:ca.pem', maxChain: 9 | must be between",
            })
    void mistakesAreToldWithTheirPlace(String spiffe, String told) {
        assertThat(problems(spiffe))
                .singleElement()
                .asString()
                .startsWith("authMethods.pods.spiffe")
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate: ca.pem | give `certificate` and `key`, or `workloadApi`",
                "timeout: 5s | give `certificate` and `key`, or `workloadApi`",
                "certificate: ca.pem, key: 'file:crm-admin', workloadApi: 'unix:/s' | not both",
            })
    void theListenerHasExactlyOneCertificate(String tls, String told) {
        assertThat(given.problems(Given.PLAIN + "tls: { " + tls + " }\n"))
                .singleElement()
                .asString()
                .startsWith("tls: ")
                .contains(told);
    }
}
