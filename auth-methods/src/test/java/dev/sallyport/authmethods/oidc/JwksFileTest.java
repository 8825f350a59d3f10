package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.authmethods.oidc.Oidc.NOW;
import static dev.sallyport.authmethods.oidc.Oidc.proven;
import static dev.sallyport.authmethods.oidc.Oidc.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys from a file, and what in a JWK set counts as a key.
class JwksFileTest {

    private static final SigningKey OTHER = SigningKey.generate("other", Kind.ED_DSA);

    @TempDir
    Path folder;

    private Path file;
    private PlatformIssuer issuer;
    private OidcAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer(Kind.RS256);
        file = folder.resolve("keys.json");
        write(issuer.jwks());
        method = new OidcAuthMethod(Oidc.with(Oidc.settings(issuer), new KeySource.JwksFile(file)));
    }

    @AfterEach
    void stop() {
        method.close();
        issuer.close();
    }

    private PlatformToken token() {
        return Oidc.token(issuer).validFor(Duration.ofDays(1));
    }

    private void write(String jwks) throws IOException {
        Files.writeString(file, jwks);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void write(List<Map<String, Object>> keys) throws IOException {
        write(JSONObjectUtils.toJSONString(Map.of("keys", keys)));
    }

    private static Map<String, Object> jwk(SigningKey key, Object... more) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJwk().toJSONObject());
        for (int i = 0; i < more.length; i += 2) {
            jwk.put((String) more[i], more[i + 1]);
        }
        return jwk;
    }

    @Test
    void a_file_of_keys_needs_no_network() {
        proven(method, token().sign());
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void a_change_of_the_file_counts_within_a_second_and_ends_remembered_proofs() throws IOException {
        String old = token().sign();
        proven(method, old);
        issuer.rotate(Kind.ES256);
        issuer.retireOldKeys();
        write(issuer.jwks());
        proven(method, token().sign(), NOW.plusSeconds(1));
        refused(method, old, NOW.plusSeconds(1), UNKNOWN_KEY);
    }

    @Test
    void a_half_written_file_does_not_lock_out_whoever_is_known() throws IOException {
        String old = token().sign();
        proven(method, old);
        write(issuer.jwks().substring(0, 40));
        proven(method, old, NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rwxrwxrwx"})
    void a_file_that_others_can_write_is_refused(String permissions) throws IOException {
        // R22
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThat(refused(method, token().sign(), KEYS_UNAVAILABLE).detail())
                .contains("can be written by others", "chmod go-w")
                .endsWith("`" + file + "`");
    }

    @Test
    void a_link_is_judged_by_the_file_it_leads_to() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        try (OidcAuthMethod linked =
                new OidcAuthMethod(Oidc.with(Oidc.settings(issuer), new KeySource.JwksFile(link)))) {
            proven(linked, token().sign());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            linked.flush();
            refused(linked, token().sign(), KEYS_UNAVAILABLE);
        }
    }

    @Test
    void a_file_that_is_missing_or_huge_proves_nothing() throws IOException {
        Files.delete(file);
        assertThat(refused(method, token().sign(), KEYS_UNAVAILABLE).detail()).contains("does not exist");
        write(issuer.jwks() + " ".repeat(300_000));
        assertThat(refused(method, token().sign(), NOW.plusSeconds(1), KEYS_UNAVAILABLE)
                        .detail())
                .contains("larger than 262144 bytes");
    }

    @Test
    void what_is_no_public_signature_key_is_left_out() throws Exception {
        SigningKey good = issuer.key();
        Instant now = NOW;
        for (Map<String, Object> bad : List.of(
                jwk(good, "use", "enc"),
                jwk(good, "key_ops", List.of("encrypt")),
                jwk(good, "kid", ""),
                jwk(good, "kid", 7),
                jwk(good, "n", "AQAB"),
                jwk(good, "n", "***"),
                jwk(good, "kty", "oct", "k", "c2VjcmV0"),
                jwk(SigningKey.generate(good.id(), Kind.ES256), "crv", "secp256k1"),
                jwk(SigningKey.generate(good.id(), Kind.ES256), "x", "AAAA"),
                jwk(SigningKey.generate(good.id(), Kind.ED_DSA), "x", "AAAA"),
                jwk(SigningKey.generate(good.id(), Kind.ED_DSA), "crv", "X25519"))) {
            write(List.of(bad, jwk(SigningKey.generate("other", Kind.ED_DSA))));
            method.flush();
            refused(method, token().sign(), now, UNKNOWN_KEY);
        }
        for (Map<String, Object> fine : List.of(
                jwk(good),
                jwk(good, "use", "sig"),
                jwk(good, "use", "jwt-svid"),
                jwk(good, "key_ops", List.of("verify")),
                jwk(good, "alg", "RS256"),
                jwk(good, "x5c", List.of("not a certificate"), "x5u", "http://127.0.0.1:1/"))) {
            write(List.of(fine));
            method.flush();
            proven(method, token().sign());
        }
    }

    @Test
    void a_symmetric_key_of_the_set_signs_nothing() throws IOException {
        write(List.of(
                jwk(issuer.key()),
                Map.of("kty", "oct", "kid", "shared", "k", "c2VjcmV0c2VjcmV0c2VjcmV0", "alg", "HS256")));
        refused(method, token().header("kid", "shared").signWithPublicKeyAsSecret(), ALGORITHM_NOT_ALLOWED);
        refused(method, token().header("kid", "shared").sign(), UNKNOWN_KEY);
    }

    @Test
    void a_key_that_names_its_algorithm_is_for_that_one_only() throws IOException {
        write(List.of(jwk(issuer.key(), "alg", "PS256")));
        refused(method, token().sign(), ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void an_rsa_key_below_2048_bits_is_left_out() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        SigningKey weak = new SigningKey("weak", Kind.RS256, generator.generateKeyPair());
        write(List.of(
                jwk(issuer.key()),
                new RSAKey.Builder((RSAPublicKey) weak.pair().getPublic())
                        .keyID("weak")
                        .build()
                        .toJSONObject()));
        refused(method, token().header("kid", "weak").signedBy(weak).sign(), UNKNOWN_KEY);
    }

    @Test
    void two_keys_of_one_name_both_serve() throws IOException {
        SigningKey twin = SigningKey.generate(issuer.key().id(), Kind.RS256);
        write(List.of(jwk(twin), jwk(issuer.key())));
        proven(method, token().sign());
        proven(method, token().signedBy(twin).sign());
    }

    @Test
    void a_set_of_very_many_keys_is_not_read() throws IOException {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(jwk(issuer.key(), "kid", "key-" + i));
        }
        write(many);
        assertThat(refused(method, token().sign(), KEYS_UNAVAILABLE).detail()).contains("more than 100 keys");
    }

    @Test
    void hostile_sets_are_an_answer_and_never_an_exception() {
        byte[] good = issuer.jwks().getBytes(StandardCharsets.UTF_8);
        Seeded.forAll(500, some -> {
            byte[] hostile = some.oneOf(List.of(() -> some.bytes(2000), () -> some.damaged(good), () -> strange(some)));
            try {
                assertThat(KeySet.parse(hostile)).isNotNull();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }

    /// Well-formed JSON whose members are not what they should be.
    private byte[] strange(Generators some) {
        Object value = some.oneOf(List.of(
                some::anyLong, () -> some.text(20), () -> some.word(40), List::of, Map::of, () -> true, () -> "AQAB"));
        String member = some.pick("kty", "crv", "n", "e", "x", "y", "alg", "use", "key_ops", "kid");
        SigningKey key = some.oneIn(2) ? issuer.key() : OTHER;
        return JSONObjectUtils.toJSONString(Map.of("keys", List.of(jwk(key, member, value), jwk(issuer.key()))))
                .getBytes(StandardCharsets.UTF_8);
    }
}
