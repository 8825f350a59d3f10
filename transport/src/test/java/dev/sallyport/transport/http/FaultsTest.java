package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaultsTest {

    /// RFC 9457 section 3.1.2: what the body says of the status is the status.
    @Test
    void aProxyAsksForAProofInItsOwnWords() {
        Answer asked =
                Faults.ofProxy(Answer.of(401, "application/problem+json", "{\"title\":\"Proof needed\",\"status\":401}")
                        .with("www-authenticate", "Bearer realm=\"sallyport\""));

        assertThat(asked.status()).isEqualTo(407);
        assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"title\":\"Proof needed\",\"status\":407}");
        assertThat(asked.fields().values("proxy-authenticate")).hasSize(2);
        assertThat(asked.fields().values("www-authenticate")).isEmpty();
    }
}
