package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.credential.SecretAccess;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ScramSecretTest {

    /// The exchange of RFC 7677, section 3.
    @Test
    void theKeysAreThoseOfTheRfc() throws Exception {
        String authMessage = "n=user,r=rOprNGfwEbeRWgbNEkqO,"
                + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
                + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        ScramSecret secret =
                ScramSecret.of("pencil".toCharArray(), Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.serverKey(), "HmacSHA256"));
        String signature =
                Base64.getEncoder().encodeToString(mac.doFinal(authMessage.getBytes(StandardCharsets.US_ASCII)));
        assertThat(signature).isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
        assertThat(secret.verifier()).startsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$");
    }

    @Test
    void noTwoAreAlikeAndNoneShowsItself() {
        SecureRandom random = new SecureRandom();
        ScramSecret one = ScramSecret.withPassword(random);
        ScramSecret two = ScramSecret.withPassword(random);
        String password = one.password().exposeText(SecretAccess.because("the test compares it"));

        assertThat(password).hasSize(43).isNotEqualTo(two.password().exposeText(SecretAccess.because("as above")));
        assertThat(one.salt()).isNotEqualTo(two.salt());
        assertThat(one.toString()).isEqualTo("ScramSecret[redacted]");
    }

    @Test
    void closingOverwritesIt() {
        ScramSecret secret = ScramSecret.withPassword(new SecureRandom());
        secret.close();
        assertThat(secret.clientKey()).containsOnly(0);
        assertThat(secret.serverKey()).containsOnly(0);
        assertThat(secret.password().expose(SecretAccess.because("the test looks")))
                .containsOnly('\0');
    }

    /// What nobody needs cannot leak, and is not hashed.
    @Test
    void aLeaseHasKeysAndNoPassword() {
        ScramSecret one = ScramSecret.random(new SecureRandom());
        ScramSecret two = ScramSecret.random(new SecureRandom());
        assertThatThrownBy(one::password).isInstanceOf(IllegalStateException.class);
        assertThat(one.clientKey()).hasSize(32).isNotEqualTo(two.clientKey());
        assertThat(one.verifier()).startsWith("SCRAM-SHA-256$1:").isNotEqualTo(two.verifier());
        one.close();
        assertThat(one.clientKey()).containsOnly(0);
    }
}
