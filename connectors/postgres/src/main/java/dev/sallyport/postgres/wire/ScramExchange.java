package dev.sallyport.postgres.wire;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.client.ScramClient.FinalBuildStage;
import com.ongres.scram.client.ScramClient.PasswordBuildStage;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.exception.ScramException;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.Base64;
import java.util.List;

/// One SCRAM exchange as a client, with the keys that the lease's verifier was made from: nothing
/// is hashed thousands of times again, so it takes some microseconds and runs on the loop. A
/// standing account has only a password: see [#isSlow].
///
/// Where there is TLS, the exchange is bound to the server's certificate (`tls-server-end-point`, RFC 5929). A server
/// that does not offer that over TLS is refused before a byte of SCRAM is sent: every PostgreSQL since 11 offers it, so
/// somebody may stand between, who would let the proof pass.
final class ScramExchange {

    private static final SecretAccess LOG_IN = SecretAccess.because("the gateway logs in with the account");
    /// A server that names more would keep us busy.
    private static final int MOST_ITERATIONS = 1_000_000;

    private static final String PLAIN = "SCRAM-SHA-256";
    private static final String PLUS = "SCRAM-SHA-256-PLUS";

    private final ScramClient client;
    private final ScramSecret secret;
    private boolean verified;

    private ScramExchange(ScramClient client, ScramSecret secret) {
        this.client = client;
        this.secret = secret;
    }

    /// @param mechanisms as in AuthenticationSASL: names, each terminated by a zero
    static ScramExchange start(String mechanisms, ScramSecret secret, Channel target) {
        List<String> offered = List.of(mechanisms.split("\0"));
        SslHandler tls = target.pipeline().get(SslHandler.class);
        return new ScramExchange(tls == null ? plain(offered, secret) : bound(offered, secret, tls), secret);
    }

    private static ScramClient plain(List<String> offered, ScramSecret secret) {
        if (!offered.contains(PLAIN))
            throw new ProtocolViolation("it offers no SCRAM mechanism that is spoken here: set scram-sha-256 for the"
                    + " leases in pg_hba.conf");
        return with(PLAIN, secret).build();
    }

    private static ScramClient bound(List<String> offered, ScramSecret secret, SslHandler tls) {
        if (!offered.contains(PLUS))
            throw new ProtocolViolation("it offers no channel binding (" + PLUS + ") although TLS is on; somebody may"
                    + " stand between, so no proof is sent");
        return with(PLUS, secret)
                .channelBinding("tls-server-end-point", EndPointBinding.of(tls))
                .build();
    }

    private static FinalBuildStage with(String mechanism, ScramSecret secret) {
        PasswordBuildStage client =
                ScramClient.builder().advertisedMechanisms(List.of(mechanism)).username("*");
        return secret.isOurs()
                ? client.clientAndServerKey(secret.clientKey(), secret.serverKey())
                : client.password(secret.password().expose(LOG_IN));
    }

    /// True when the answer to a challenge has to be hashed first: some milliseconds, off the loop.
    boolean isSlow() {
        return !secret.isOurs();
    }

    String mechanism() {
        return client.getScramMechanism().getName();
    }

    String firstMessage() {
        return client.clientFirstMessage().toString();
    }

    /// The library takes some nonsense for a mistake of its caller's, so whatever it throws is the server's
    /// doing.
    String finalMessage(String serverFirst) {
        try {
            requireFair(client.serverFirstMessage(serverFirst));
            return client.clientFinalMessage().toString();
        } catch (ProtocolViolation unfair) {
            throw unfair;
        } catch (ScramException | RuntimeException | AssertionError e) {
            throw new ProtocolViolation("its SCRAM challenge is wrong");
        }
    }

    private void requireFair(ServerFirstMessage challenge) {
        if (secret.isOurs()) requireOurs(challenge);
        else if (challenge.getIterationCount() > MOST_ITERATIONS)
            throw new ProtocolViolation("it wants a password hashed more than " + MOST_ITERATIONS + " times");
    }

    /// The lease's verifier was made here: a server that names another salt does not have it.
    private void requireOurs(ServerFirstMessage challenge) {
        String salt = Base64.getEncoder().encodeToString(secret.salt());
        if (!challenge.getSalt().equals(salt) || challenge.getIterationCount() != secret.iterations())
            throw new ProtocolViolation("its SCRAM challenge is not that of the lease's verifier");
    }

    void verify(String serverFinal) {
        try {
            client.serverFinalMessage(serverFinal);
            verified = true;
        } catch (ScramException | RuntimeException | AssertionError e) {
            throw new ProtocolViolation("it could not prove that it knows the verifier");
        }
    }

    boolean verified() {
        return verified;
    }
}
