package dev.sallyport.postgres.wire;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/// One SCRAM exchange as a client, with channel binding `tls-server-end-point` (RFC 5929) where there is TLS. Used by
/// one thread at a time.
final class ScramExchange {

    private static final SecretAccess LOG_IN = SecretAccess.because("the gateway logs in at the target with its lease");

    private final ScramClient client;
    private boolean verified;

    private ScramExchange(ScramClient client) {
        this.client = client;
    }

    /// @param mechanisms as in AuthenticationSASL: names, each terminated by a zero
    static ScramExchange start(String mechanisms, Secret password, Channel target) {
        List<String> advertised =
                Arrays.stream(mechanisms.split("\0")).filter(m -> !m.isEmpty()).toList();
        byte[] binding = channelBinding(target);
        char[] characters = password.expose(LOG_IN);
        try {
            var builder = ScramClient.builder()
                    .advertisedMechanisms(advertised)
                    .username("*")
                    .password(characters);
            ScramClient client = binding.length == 0
                    ? builder.build()
                    : builder.channelBinding("tls-server-end-point", binding).build();
            return new ScramExchange(client);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("the target offers no SCRAM mechanism that is spoken here");
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    String mechanism() {
        return client.getScramMechanism().getName();
    }

    String firstMessage() {
        return client.clientFirstMessage().toString();
    }

    String finalMessage(String serverFirst) {
        try {
            client.serverFirstMessage(serverFirst);
            return client.clientFinalMessage().toString();
        } catch (ScramException | IllegalArgumentException e) {
            throw new ProtocolViolation("the target's SCRAM challenge is wrong");
        }
    }

    void verify(String serverFinal) {
        try {
            client.serverFinalMessage(serverFinal);
            verified = true;
        } catch (ScramException | IllegalArgumentException e) {
            throw new ProtocolViolation("the target could not prove that it knows the verifier");
        }
    }

    boolean verified() {
        return verified;
    }

    private static byte[] channelBinding(Channel target) {
        SslHandler tls = target.pipeline().get(SslHandler.class);
        if (tls == null) return new byte[0];
        try {
            var certificate = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
            return MessageDigest.getInstance(hashOf(certificate)).digest(certificate.getEncoded());
        } catch (SSLPeerUnverifiedException | NoSuchAlgorithmException | CertificateEncodingException e) {
            return new byte[0];
        }
    }

    /// RFC 5929 section 4.1: the hash of the signature algorithm, SHA-256 in place of MD5 and SHA-1.
    private static String hashOf(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(java.util.Locale.ROOT);
        if (algorithm.startsWith("SHA384")) return "SHA-384";
        if (algorithm.startsWith("SHA512")) return "SHA-512";
        return "SHA-256";
    }
}
