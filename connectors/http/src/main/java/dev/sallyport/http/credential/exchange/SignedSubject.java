package dev.sallyport.http.credential.exchange;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.session.Session;
import dev.sallyport.http.credential.token.JwtSigning;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/// The gateway's own word for whom a session is: issuer is the gateway, subject the workload, with
/// purpose and session for whoever reads the server's log. The authorization server trusts the
/// gateway's key for it.
///
/// @param issuer the gateway
/// @param audience the authorization server
/// @param lifetime of the statement, not of the token that is got for it
public record SignedSubject(String issuer, String audience, JwtSigning signing, Duration lifetime, InstantSource clock)
        implements Subject {

    public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(1);

    @Override
    public SubjectToken of(Session session) throws IOException {
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(session.workload().subject())
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end.isBefore(session.endsAt()) ? end : session.endsAt()))
                .claim("sallyport_session", session.id())
                .claim("sallyport_purpose", session.purpose().name())
                .build();
        return new SubjectToken(Secret.of(signing.sign(claims)), JWT);
    }
}
