package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.REPLAYED;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// R17: a token that names a key is good with that key only.
class HolderCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final URI HERE = URI.create("https://gateway.example/sessions");
    private static final HolderKey KEY = HolderKey.generate(Kind.ES256);
    private static final Map<String, Object> BY_CERTIFICATE = Map.of("cnf", Map.of("x5t#S256", Clients.ONE_THUMBPRINT));
    private static final Map<String, Object> BY_KEY = Map.of("cnf", Map.of("jkt", KEY.thumbprint()));

    private final ProofVerifier proofs = new ProofVerifier(ProofRules.DEFAULT);
    private final HolderCheck check = new HolderCheck(proofs, false);

    private static BoundToken shown(@Nullable RequestProof proof, X509Certificate... chain) {
        return new BoundToken("token", List.of(chain), proof, "127.0.0.1");
    }

    private static RequestProof proof(HolderKey of) {
        return new RequestProof(of.proof("POST", HERE, "token", NOW).sign(), "POST", HERE);
    }

    private void refused(Map<String, Object> claims, BoundToken shown, RefusalReason reason) {
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> check.check(claims, shown, NOW))
                .satisfies(e -> assertThat(e.refused().reason())
                        .as(e.refused().detail())
                        .isEqualTo(reason));
    }

    @Test
    void a_certificate_has_the_thumbprint_that_openssl_gives_it() {
        assertThat(CertificateThumbprint.of(Clients.one())).isEqualTo(Clients.ONE_THUMBPRINT);
    }

    @Test
    void a_token_of_a_certificate_wants_that_certificate_as_the_leaf_of_its_connection() {
        assertThatCode(() -> check.check(BY_CERTIFICATE, shown(null, Clients.one(), Clients.two()), NOW))
                .doesNotThrowAnyException();
        refused(BY_CERTIFICATE, shown(null), NOT_THE_HOLDER);
        refused(BY_CERTIFICATE, shown(null, Clients.two()), NOT_THE_HOLDER);
        refused(BY_CERTIFICATE, shown(null, Clients.two(), Clients.one()), NOT_THE_HOLDER);
        refused(BY_CERTIFICATE, shown(proof(KEY)), NOT_THE_HOLDER);
    }

    @Test
    void a_token_of_a_key_wants_a_fresh_proof_of_that_key() {
        RequestProof proof = proof(KEY);
        assertThatCode(() -> check.check(BY_KEY, shown(proof), NOW)).doesNotThrowAnyException();
        refused(BY_KEY, shown(proof), REPLAYED);
        refused(BY_KEY, shown(null, Clients.one()), NOT_THE_HOLDER);
        refused(BY_KEY, shown(proof(HolderKey.generate(Kind.ES256))), NOT_THE_HOLDER);
    }

    /// A certificate is shown with every request; a proof was used up by the first.
    @Test
    void who_is_asked_again_shows_the_certificate_again() {
        assertThatCode(() -> check.again(BY_CERTIFICATE, shown(null, Clients.one())))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> check.again(BY_CERTIFICATE, shown(null, Clients.two())));
        assertThatExceptionOfType(NotProven.class).isThrownBy(() -> check.again(BY_CERTIFICATE, shown(null)));
        assertThatCode(() -> check.again(BY_KEY, shown(null))).doesNotThrowAnyException();
        assertThatCode(() -> check.again(Map.of(), shown(null))).doesNotThrowAnyException();
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> new HolderCheck(proofs, true).again(Map.of(), shown(null, Clients.one())));
    }

    @Test
    void a_token_of_both_wants_both() {
        Map<String, Object> both = Map.of("cnf", Map.of("jkt", KEY.thumbprint(), "x5t#S256", Clients.ONE_THUMBPRINT));
        refused(both, shown(null, Clients.one()), NOT_THE_HOLDER);
        refused(both, shown(proof(KEY)), NOT_THE_HOLDER);
        assertThatCode(() -> check.check(both, shown(proof(KEY), Clients.one()), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void a_binding_that_cannot_be_checked_is_refused() {
        refused(Map.of("cnf", Map.of("jwk", Map.of())), shown(proof(KEY)), UNSUPPORTED);
        refused(Map.of("cnf", Map.of("jkt", KEY.thumbprint(), "kid", "x")), shown(proof(KEY)), UNSUPPORTED);
        refused(Map.of("cnf", Map.of()), shown(proof(KEY)), MALFORMED);
        refused(Map.of("cnf", "x"), shown(proof(KEY)), MALFORMED);
        refused(Map.of("cnf", Map.of("jkt", "")), shown(proof(KEY)), MALFORMED);
        refused(Map.of("cnf", Map.of("jkt", 7L)), shown(proof(KEY)), MALFORMED);
        refused(Map.of("cnf", Map.of("x5t#S256", "")), shown(proof(KEY), Clients.one()), MALFORMED);
    }

    @Test
    void a_binding_can_be_required() throws Exception {
        check.check(Map.of(), shown(null), NOW);
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> new HolderCheck(proofs, true).check(Map.of(), shown(proof(KEY)), NOW))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(NOT_THE_HOLDER));
    }
}
