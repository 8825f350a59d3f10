package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.EXHAUSTED;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.REPLAYED;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9449 §4.3, check by check, and the ways around them.
class ProofVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final URI HERE = URI.create("https://gateway.example/sessions");
    private static final String TOKEN = "the-access-token";
    private static final HolderKey KEY = HolderKey.generate(Kind.ES256);
    private static final Expected HELD = Expected.of(TOKEN, KEY.thumbprint());

    private final ProofVerifier verifier = new ProofVerifier(ProofRules.DEFAULT);

    private static PlatformToken proof() {
        return KEY.proof("POST", HERE, TOKEN, NOW);
    }

    private static RequestProof sent(String jwt) {
        return new RequestProof(jwt, "POST", HERE);
    }

    private void refused(RequestProof proof, Expected expected, Instant now, RefusalReason reason) {
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> verifier.verify(proof, expected, now))
                .satisfies(e -> assertThat(e.refused().reason())
                        .as(e.refused().detail())
                        .isEqualTo(reason));
    }

    private void refused(String jwt, RefusalReason reason) {
        refused(sent(jwt), HELD, NOW, reason);
        assertThat(verifier.remembered()).as("a bad proof takes no room").isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_proof_shows_the_thumbprint_of_its_key(Kind kind) throws Exception {
        HolderKey holder = HolderKey.generate(kind);
        assertThat(verifier.verify(
                        sent(holder.proof("POST", HERE, TOKEN, NOW).sign()),
                        Expected.of(TOKEN, holder.thumbprint()),
                        NOW))
                .isEqualTo(holder.thumbprint());
        assertThat(verifier.verify(sent(holder.proof("POST", HERE, "", NOW).sign()), Expected.ANY_KEY, NOW))
                .isEqualTo(holder.thumbprint());
    }

    @Test
    void the_key_of_the_token_is_the_one_that_counts() {
        HolderKey thief = HolderKey.generate(Kind.ES256);
        refused(thief.proof("POST", HERE, TOKEN, NOW).sign(), NOT_THE_HOLDER);
        refused(
                thief.proof("POST", HERE, TOKEN, NOW)
                        .header("jwk", KEY.key().toPublicJwk().toJSONObject())
                        .sign(),
                BAD_SIGNATURE);
        refused(proof().tamper("jti", "another"), BAD_SIGNATURE);
    }

    @Test
    void it_is_made_for_one_method_one_address_and_one_token() throws Exception {
        refused(proof().claim("htm", "GET").sign(), NOT_THE_HOLDER);
        refused(proof().claim("htm", "post").sign(), NOT_THE_HOLDER);
        refused(proof().without("htm").sign(), NOT_THE_HOLDER);
        refused(proof().without("htu").sign(), NOT_THE_HOLDER);
        refused(proof().claim("ath", "AAAA").sign(), NOT_THE_HOLDER);
        refused(proof().without("ath").sign(), NOT_THE_HOLDER);
        verifier.verify(sent(proof().sign()), HELD, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.example/sessions, true",
        "HTTPS://Gateway.Example:443/sessions, true",
        "https://gateway.example/sessions?x=1#y, true",
        "https://gateway.example/a/../sessions, true",
        "https://gateway.example/%73essions, true",
        "https://gateway.example/sessions/, false",
        "https://gateway.example/Sessions, false",
        "https://gateway.example:8443/sessions, false",
        "http://gateway.example/sessions, false",
        "https://gateway.example.evil.example/sessions, false",
        "https://gateway.example@evil.example/sessions, false",
        "https://x@gateway.example/sessions, false",
        "/sessions, false",
        "https:/sessions, false",
        "not an address, false",
        "'', false"
    })
    void addresses_are_compared_after_normalisation(String htu, boolean same) {
        assertThat(RequestAddress.same(htu, HERE.toString())).isEqualTo(same);
    }

    @Test
    void an_escaped_slash_is_no_slash_and_an_empty_path_is_the_root() {
        assertThat(RequestAddress.same("https://a.example/x%2Fy", "https://a.example/x/y"))
                .isFalse();
        assertThat(RequestAddress.same("https://a.example/x%2fy", "https://a.example/x%2Fy"))
                .isTrue();
        assertThat(RequestAddress.same("https://a.example", "https://a.example/"))
                .isTrue();
        assertThat(RequestAddress.same("", "")).isFalse();
    }

    @Test
    void it_is_fresh_within_the_window_and_the_skew() throws Exception {
        refused(proof().issuedAt(NOW.plusSeconds(6)).sign(), NOT_YET_VALID);
        refused(proof().issuedAt(NOW.minusSeconds(65)).sign(), EXPIRED);
        refused(proof().without("iat").sign(), MALFORMED);
        for (Object iat : List.of("1772366400", -1, Long.MAX_VALUE, 1e300, true)) {
            refused(proof().claim("iat", iat).sign(), MALFORMED);
        }
        verifier.verify(sent(proof().issuedAt(NOW.plusSeconds(5)).sign()), HELD, NOW);
        verifier.verify(sent(proof().issuedAt(NOW.minusSeconds(64)).sign()), HELD, NOW);
    }

    @Test
    void it_is_used_once_for_as_long_as_it_could_be() throws Exception {
        RequestProof early = sent(proof().issuedAt(NOW.plusSeconds(5)).sign());
        verifier.verify(early, HELD, NOW);
        for (int second = 0; second < 70; second++) {
            refused(early, HELD, NOW.plusSeconds(second), REPLAYED);
        }
        refused(early, HELD, NOW.plusSeconds(70), EXPIRED);
        refused(sent(proof().claim("jti", "").sign()), HELD, NOW, MALFORMED);
        refused(sent(proof().without("jti").sign()), HELD, NOW, MALFORMED);
        refused(sent(proof().claim("jti", "x".repeat(257)).sign()), HELD, NOW, MALFORMED);
    }

    @Test
    void when_nothing_more_can_be_remembered_a_proof_is_refused_and_one_key_does_not_take_all_the_room()
            throws Exception {
        ProofRules few = new ProofRules(Set.of("ES256"), Duration.ofSeconds(60), Duration.ofSeconds(5), 8192, 5, 3);
        ProofVerifier small = new ProofVerifier(few);
        HolderKey other = HolderKey.generate(Kind.ES256);
        for (int i = 0; i < 3; i++) {
            small.verify(sent(proof().sign()), HELD, NOW);
        }
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> small.verify(sent(proof().sign()), HELD, NOW))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(EXHAUSTED));
        for (int i = 0; i < 2; i++) {
            small.verify(sent(other.proof("POST", HERE, "", NOW).sign()), Expected.ANY_KEY, NOW);
        }
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() ->
                        small.verify(sent(other.proof("POST", HERE, "", NOW).sign()), Expected.ANY_KEY, NOW))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(EXHAUSTED));
        Instant later = NOW.plusSeconds(72);
        small.verify(sent(KEY.proof("POST", HERE, TOKEN, later).sign()), HELD, later);
        assertThat(small.remembered()).isOne();
    }

    /// Each that is forgotten makes room for one, not for as many as were ever remembered.
    @Test
    void what_is_forgotten_of_one_key_makes_room_for_as_much() throws Exception {
        ProofRules few = new ProofRules(Set.of("ES256"), Duration.ofSeconds(60), Duration.ofSeconds(5), 8192, 100, 2);
        ProofVerifier small = new ProofVerifier(few);
        for (int second : new int[] {0, 40, 80, 120}) {
            Instant at = NOW.plusSeconds(second);
            small.verify(sent(KEY.proof("POST", HERE, TOKEN, at).sign()), HELD, at);
        }
        assertThat(small.remembered()).isEqualTo(2);
        Instant last = NOW.plusSeconds(121);
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() ->
                        small.verify(sent(KEY.proof("POST", HERE, TOKEN, last).sign()), HELD, last))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(EXHAUSTED));
    }

    @Test
    void the_longest_proof_and_the_longest_id_are_read() throws Exception {
        RequestProof longest = sent(proof().claim("jti", "x".repeat(256)).sign());
        int size = longest.jwt().length();
        ProofRules fits = new ProofRules(Set.of("ES256"), Duration.ofSeconds(60), Duration.ofSeconds(5), size, 5, 5);
        new ProofVerifier(fits).verify(longest, HELD, NOW);
        ProofRules less =
                new ProofRules(Set.of("ES256"), Duration.ofSeconds(60), Duration.ofSeconds(5), size - 1, 5, 5);
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> new ProofVerifier(less).verify(longest, HELD, NOW))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(TOO_LARGE));
    }

    @Test
    void a_successor_knows_what_was_used_and_for_as_long_as_its_own_rules_accept_it() throws Exception {
        RequestProof once = sent(proof().sign());
        verifier.verify(once, HELD, NOW);
        ProofRules longer = new ProofRules(Set.of("ES256"), Duration.ofSeconds(300), Duration.ofSeconds(5), 8192, 5, 3);
        ProofVerifier successor = new ProofVerifier(longer, verifier);
        for (int second : new int[] {0, 60, 72, 200, 304}) {
            assertThatExceptionOfType(NotProven.class)
                    .isThrownBy(() -> successor.verify(once, HELD, NOW.plusSeconds(second)))
                    .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(REPLAYED));
        }
    }

    @Test
    void what_was_made_before_the_memory_began_may_have_been_used() throws Exception {
        ProofVerifier started = new ProofVerifier(ProofRules.DEFAULT, NOW);
        RequestProof before = sent(proof().issuedAt(NOW.minusSeconds(1)).sign());
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> started.verify(before, HELD, NOW))
                .satisfies(e -> assertThat(e.refused().reason()).isEqualTo(EXPIRED));
        started.verify(sent(proof().sign()), HELD, NOW);
    }

    @Test
    void its_type_says_that_it_is_a_proof() {
        for (String type : List.of("JWT", "at+jwt", "jwt", "dpop", "")) {
            refused(proof().header("typ", type).sign(), UNSUPPORTED);
        }
        refused(proof().withoutHeader("typ").sign(), UNSUPPORTED);
        refused(proof().header("crit", List.of("exp")).sign(), UNSUPPORTED);
        refused(proof().header("cty", "JWT").sign(), UNSUPPORTED);
    }

    @Test
    void only_asymmetric_algorithms_that_fit_the_key_count() {
        refused(proof().unsigned(), ALGORITHM_NOT_ALLOWED);
        refused(proof().signWithPublicKeyAsSecret(), ALGORITHM_NOT_ALLOWED);
        refused(proof().header("alg", "RS256").sign(), ALGORITHM_NOT_ALLOWED);
        refused(proof().header("alg", "ES384").sign(), ALGORITHM_NOT_ALLOWED);
        refused(proof().withoutHeader("alg").sign(), MALFORMED);
        String signed = proof().sign();
        refused(signed.substring(0, signed.lastIndexOf('.') + 1) + "A".repeat(86), BAD_SIGNATURE);
    }

    @Test
    void the_key_is_a_public_one_and_strong_enough() throws Exception {
        ECKey whole = new ECKey.Builder((ECKey) KEY.key().toPublicJwk())
                .privateKey(KEY.key().pair().getPrivate())
                .build();
        refused(proof().header("jwk", whole.toJSONObject()).sign(), MALFORMED);
        refused(proof().withoutHeader("jwk").sign(), MALFORMED);
        refused(proof().header("jwk", Map.of("kty", "oct", "k", "AAAA")).sign(), MALFORMED);
        refused(proof().header("jwk", Map.of()).sign(), MALFORMED);
        Map<String, Object> moved = new HashMap<>(KEY.key().toPublicJwk().toJSONObject());
        moved.put("y", moved.get("x"));
        refused(proof().header("jwk", moved).sign(), MALFORMED);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        SigningKey weak = new SigningKey("", Kind.RS256, generator.generateKeyPair());
        refused(
                new HolderKey(weak)
                        .proof("POST", HERE, TOKEN, NOW)
                        .header(
                                "jwk",
                                new RSAKey.Builder((RSAPublicKey) weak.pair().getPublic())
                                        .build()
                                        .toJSONObject())
                        .sign(),
                MALFORMED);
    }

    @Test
    void a_key_is_named_by_its_one_thumbprint_whatever_else_stands_beside_it() throws Exception {
        Map<String, Object> decorated = new HashMap<>(KEY.key().toPublicJwk().toJSONObject());
        decorated.putAll(Map.of("kid", "any", "use", "sig", "x5u", "https://evil.example/", "note", 1));
        assertThat(verifier.verify(sent(proof().header("jwk", decorated).sign()), HELD, NOW))
                .isEqualTo(KEY.thumbprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "..", "a.b.c", "eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA"})
    void noise_is_malformed(String jwt) {
        refused(jwt, MALFORMED);
    }

    @Test
    void a_huge_proof_is_not_read() {
        refused(proof().claim("x", "y".repeat(8192)).sign(), TOO_LARGE);
    }

    @Test
    void hostile_bytes_are_refused_and_never_another_exception() {
        byte[] good = proof().sign().getBytes(StandardCharsets.ISO_8859_1);
        Seeded.forAll(1000, some -> {
            String jwt = new String(some.oneIn(3) ? some.bytes(9000) : some.damaged(good), StandardCharsets.ISO_8859_1);
            if (!jwt.equals(new String(good, StandardCharsets.ISO_8859_1))) {
                assertThatExceptionOfType(NotProven.class).isThrownBy(() -> verifier.verify(sent(jwt), HELD, NOW));
            }
        });
        assertThat(verifier.remembered()).isZero();
    }
}
