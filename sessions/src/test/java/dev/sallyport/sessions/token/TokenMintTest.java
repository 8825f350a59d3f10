package dev.sallyport.sessions.token;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens and the keys that sign them (RFC 8725): what is forged is found out, whatever it says of itself.
class TokenMintTest {

    private static final String ISSUER = "https://sallyport.example";
    private static final Duration TOKEN = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private SigningKeys keys;
    private TokenMint mint;

    @BeforeEach
    void make() throws IOException {
        keys = SigningKeys.in(folder, TOKEN, NOON);
        mint = new TokenMint(ISSUER, keys);
    }

    private String token() {
        return mint.sign("j", "g", "crm", NOON, NOON.plusSeconds(300), Json.object());
    }

    private ECKey published() throws Exception {
        return (ECKey) JWKSet.parse(keys.published()).getKeys().getFirst();
    }

    @Test
    void whatWasSignedIsRead() {
        assertThat(mint.read(token())).isInstanceOfSatisfying(TokenMint.Read.Ours.class, ours -> {
            assertThat(ours.token().grant()).isEqualTo("g");
            assertThat(ours.token().audience()).isEqualTo("crm");
            assertThat(ours.token().expiresAt()).isEqualTo(NOON.plusSeconds(300));
        });
    }

    private Object read(JWSHeader header, com.nimbusds.jose.JWSSigner signer) throws Exception {
        JWSObject jws = new JWSObject(header, new Payload("{\"iss\":\"" + ISSUER + "\",\"grant\":\"g\"}"));
        jws.sign(signer);
        return mint.read(jws.serialize());
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType(TokenMint.TYPE));
    }

    @Test
    void anotherKeyIsNoKey() throws Exception {
        ECKey own =
                new ECKeyGenerator(Curve.P_256).keyID(published().getKeyID()).generate();
        ECDSASigner signer = new ECDSASigner(own);
        assertThat(read(header(JWSAlgorithm.ES256).keyID(own.getKeyID()).build(), signer))
                .isEqualTo(TokenMint.Read.Forged.FORGED);
        assertThat(read(header(JWSAlgorithm.ES256).keyID("nobody").build(), signer))
                .isEqualTo(TokenMint.Read.Forged.FORGED);
        assertThat(read(header(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).build(), signer))
                .isEqualTo(TokenMint.Read.Forged.FORGED);
        JWSHeader elsewhere = header(JWSAlgorithm.ES256)
                .keyID(own.getKeyID())
                .jwkURL(URI.create("https://evil.example/keys"))
                .build();
        assertThat(read(elsewhere, signer)).isEqualTo(TokenMint.Read.Forged.FORGED);
    }

    /// The public key as a secret (RFC 8725 section 2.1).
    @Test
    void algorithmsAreNotConfused() throws Exception {
        byte[] secret = published().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        JWSHeader hmac =
                header(JWSAlgorithm.HS256).keyID(published().getKeyID()).build();
        assertThat(read(hmac, new MACSigner(secret))).isEqualTo(TokenMint.Read.Forged.FORGED);
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"sst+jwt\",\"kid\":\"x\"}") + "."
                + Base64URL.encode("{\"iss\":\"" + ISSUER + "\"}") + ".";
        assertThat(mint.read(none)).isEqualTo(TokenMint.Read.Forged.FORGED);
    }

    @Test
    void platformTokensAreLeftToTheAuthMethods() throws Exception {
        JWSHeader plain = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build();
        assertThat(read(plain, new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())))
                .isEqualTo(TokenMint.Read.Foreign.FOREIGN);
        assertThat(mint.read("")).isEqualTo(TokenMint.Read.Foreign.FOREIGN);
        assertThat(mint.read("a.b.c.d.e")).isEqualTo(TokenMint.Read.Foreign.FOREIGN);
        assertThat(mint.read("x".repeat(100_000))).isEqualTo(TokenMint.Read.Foreign.FOREIGN);
    }

    @Test
    void noChangedByteIsOurs() {
        String token = token();
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            char[] chars = token.toCharArray();
            int at = random.nextInt(token.lastIndexOf('.'));
            char before = chars[at];
            chars[at] = (char) random.nextInt(256);
            if (chars[at] == before) continue;
            assertThat(mint.read(new String(chars)))
                    .as("at %d: %d", at, (int) chars[at])
                    .isNotInstanceOf(TokenMint.Read.Ours.class);
        }
    }

    @Test
    void keysAreTheGatewaysAloneAndOutliveARestart() throws IOException {
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = token();
        TokenMint again = new TokenMint(ISSUER, SigningKeys.in(folder, TOKEN, NOON.plusSeconds(60)));
        assertThat(again.read(token)).isInstanceOf(TokenMint.Read.Ours.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SigningKeys.in(folder, TOKEN, NOON)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "{\"kty\":\"EC\"}");
        assertThatThrownBy(() -> SigningKeys.in(folder, TOKEN, NOON)).hasMessageContaining("is damaged");
    }

    @Test
    void anOldKeyServesUntilItsLastTokenHasEnded() throws IOException {
        String old = token();
        Instant later = NOON.plus(Duration.ofDays(30));
        assertThat(keys.tidy(Duration.ofDays(30), later.minusSeconds(1))).isEmpty();
        assertThat(keys.tidy(Duration.ofDays(30), later)).isPresent();
        assertThat(mint.read(old)).isInstanceOf(TokenMint.Read.Ours.class);
        assertThat(mint.read(token())).isInstanceOf(TokenMint.Read.Ours.class);
        assertThat(keys.tidy(Duration.ofDays(30), later.plus(TOKEN))).isEmpty();
        assertThat(mint.read(old)).isEqualTo(TokenMint.Read.Forged.FORGED);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
