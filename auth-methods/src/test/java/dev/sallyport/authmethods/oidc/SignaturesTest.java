package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.authmethods.oidc.Oidc.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authmethods.jwt.Signatures;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The provider that checks signatures is another library than the one of the rules: what it must never
/// accept.
class SignaturesTest {

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64"},
            disabledReason = "its native library is shipped for Linux on x86-64")
    void the_fast_provider_is_the_one_in_use() {
        assertThat(Signatures.provider()).isNotNull();
        assertThat(Signatures.provider().getName()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    /// CVE-2022-21449: r = s = 0 passed for every message and every key.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_signature_of_zeros_or_of_nothing_is_none(Kind kind) throws Exception {
        try (PlatformIssuer issuer = Oidc.issuer(kind);
                OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            String token = Oidc.token(issuer).sign();
            int length = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)).length;
            String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
            for (byte filling : new byte[] {0, 1, -1}) {
                byte[] forged = new byte[length];
                java.util.Arrays.fill(forged, filling);
                refused(
                        method,
                        unsigned + Base64.getUrlEncoder().withoutPadding().encodeToString(forged),
                        BAD_SIGNATURE);
            }
        }
    }
}
