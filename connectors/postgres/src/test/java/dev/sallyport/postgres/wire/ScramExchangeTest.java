package dev.sallyport.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// One exchange without TLS, with a server that is played here (RFC 5802).
class ScramExchangeTest {

    private static final String OFFER = "SCRAM-SHA-256\0\0";

    private final ScramSecret secret = ScramSecret.known("pencil");
    private final ScramExchange exchange = ScramExchange.start(OFFER, secret, new EmbeddedChannel());
    private final String first = exchange.firstMessage();

    private String serverFirst(String salt, int iterations) {
        String nonce = nonce(first);
        return "r=" + nonce + "server,s=" + salt + ",i=" + iterations;
    }

    /// It may hold anything printable but a comma, `r=` too.
    private static String nonce(String firstMessage) {
        return firstMessage.substring(firstMessage.indexOf(",r=") + 3);
    }

    private String salt() {
        return Base64.getEncoder().encodeToString(secret.salt());
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theKeysOfTheVerifierProveBothSides() throws Exception {
        String challenge = serverFirst(salt(), secret.iterations());
        String answer = exchange.finalMessage(challenge);
        String signed = first.substring("n,,".length()) + "," + challenge + "," + answer.replaceFirst(",p=.*", "");
        byte[] proof = Base64.getDecoder().decode(answer.replaceFirst(".*,p=", ""));
        byte[] stored = MessageDigest.getInstance("SHA-256").digest(secret.clientKey());
        byte[] signature = hmac(stored, signed);
        for (int i = 0; i < proof.length; i++) proof[i] ^= signature[i];
        assertThat(proof).isEqualTo(secret.clientKey());
        assertThat(exchange.verified()).isFalse();
        exchange.verify("v=" + Base64.getEncoder().encodeToString(hmac(secret.serverKey(), signed)));
        assertThat(exchange.verified()).isTrue();
    }

    @Test
    void aServerThatCannotProveItselfIsRefused() {
        exchange.finalMessage(serverFirst(salt(), secret.iterations()));
        assertThatThrownBy(() -> exchange.verify("v=" + Base64.getEncoder().encodeToString(new byte[32])))
                .isInstanceOf(ProtocolViolation.class);
        assertThat(exchange.verified()).isFalse();
    }

    /// It would have the verifier otherwise. A count of billions would also keep the loop busy, were it followed.
    @Test
    void anotherSaltOrCountThanTheVerifiersIsRefused() {
        String foreign = Base64.getEncoder().encodeToString(new byte[16]);
        assertThatThrownBy(() -> exchange.finalMessage(serverFirst(foreign, secret.iterations())))
                .isInstanceOf(ProtocolViolation.class)
                .extracting(e -> ((ProtocolViolation) e).reason())
                .asString()
                .contains("not that of the lease's verifier");
        ScramExchange other = ScramExchange.start(OFFER, secret, new EmbeddedChannel());
        String nonce = nonce(other.firstMessage());
        assertThatThrownBy(() -> other.finalMessage("r=" + nonce + "x,s=" + salt() + ",i=2000000000"))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aChallengeThatComesTwiceIsRefused() {
        String challenge = serverFirst(salt(), secret.iterations());
        exchange.finalMessage(challenge);
        assertThatThrownBy(() -> exchange.finalMessage(challenge)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aServerWithoutScramIsRefused() {
        assertThatThrownBy(() -> ScramExchange.start("SCRAM-SHA-1\0\0", secret, new EmbeddedChannel()))
                .isInstanceOf(ProtocolViolation.class);
    }
}
