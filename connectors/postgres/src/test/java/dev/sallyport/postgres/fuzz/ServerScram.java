package dev.sallyport.postgres.fuzz;

import dev.sallyport.postgres.lease.ScramSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's part of SCRAM-SHA-256 (RFC 5802), without looking at the client's proof.
final class ServerScram {

    private final ScramSecret secret;
    private String first = "";
    private String challenge = "";

    ServerScram(ScramSecret secret) {
        this.secret = secret;
    }

    /// @param initial body of SASLInitialResponse: mechanism, length, `n,,n=*,r=…`
    byte[] challenge(byte[] initial) {
        int at = Frame.text(initial, 0).length() + 5;
        first = new String(initial, at, initial.length - at, StandardCharsets.UTF_8).substring("n,,".length());
        String salt = Base64.getEncoder().encodeToString(secret.salt());
        challenge = "r=" + first.substring(first.indexOf("r=") + 2) + "server,s=" + salt + ",i=" + secret.iterations();
        return challenge.getBytes(StandardCharsets.UTF_8);
    }

    /// @param answer body of SASLResponse: `c=biws,r=…,p=…`
    byte[] proof(byte[] answer) {
        String said = new String(answer, StandardCharsets.UTF_8);
        String signed = first + "," + challenge + "," + said.substring(0, said.lastIndexOf(",p="));
        return ("v=" + Base64.getEncoder().encodeToString(signature(signed))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.serverKey(), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
