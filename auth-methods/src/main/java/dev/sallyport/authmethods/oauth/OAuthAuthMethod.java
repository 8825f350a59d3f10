package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.dpop.HolderCheck;
import dev.sallyport.authmethods.dpop.ProofVerifier;
import dev.sallyport.authmethods.jwt.NotProven;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Proves workloads by OAuth 2.0 access tokens: signed (RFC 9068) or introspected (RFC 7662), bearer or bound to a
/// key by DPoP (RFC 9449) or mutual TLS (RFC 8705).
///
/// A token that names a key (`cnf`) is good with that key only, for each request anew; a bearer slot such as a
/// password field can show none. `validUntil` is the token's `exp`.
///
/// Safe for any number of threads; may block for two time-outs, of key fetches or of questions.
public final class OAuthAuthMethod implements AuthMethod, AutoCloseable {

    private final OAuthSettings settings;
    private final AccessTokens tokens;
    private final HolderCheck holder;

    /// Opens nothing yet.
    ///
    /// @throws IllegalArgumentException when the settings have [OAuthSettings#problems], all of them in the message
    ///
    /// @param since a DPoP proof made before it is refused: one that this process does not know may have been used
    public OAuthAuthMethod(OAuthSettings settings, Instant since) {
        this(settings, new ProofVerifier(settings.proofs(), since));
    }

    /// Takes the place of another, whose used DPoP proofs stay used.
    ///
    /// @throws IllegalArgumentException when the settings have [OAuthSettings#problems], all of them in the message
    public OAuthAuthMethod(OAuthSettings settings, OAuthAuthMethod before) {
        this(settings, new ProofVerifier(settings.proofs(), before.holder.proofs()));
    }

    private OAuthAuthMethod(OAuthSettings settings, ProofVerifier proofs) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        Admission admission = new Admission(settings);
        this.settings = settings;
        this.tokens = switch (settings.form()) {
            case TokenForm.Signed signed -> new SignedAccessTokens(settings, signed, admission);
            case TokenForm.Introspected asked -> new IntrospectedTokens(settings, asked, admission);
        };
        this.holder = new HolderCheck(proofs, settings.access().requireBinding());
    }

    @Override
    public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
        return authenticate(attestation, now, (claims, presented) -> holder.check(claims, presented, now));
    }

    /// The token is checked anew; a DPoP proof counts once, so it is not asked for again.
    @Override
    public Authentication again(Attestation attestation, Workload proven, Instant now) throws InterruptedException {
        return authenticate(attestation, now, holder::again);
    }

    /// Whether the presenter holds the token's key.
    private interface Holding {
        void check(Map<String, Object> claims, BoundToken presented) throws NotProven;
    }

    private Authentication authenticate(Attestation attestation, Instant now, Holding holding)
            throws InterruptedException {
        return switch (attestation) {
            case BearerToken(String token) -> authenticate(new BoundToken(token, List.of(), null, ""), now, holding);
            case BoundToken bound -> authenticate(bound, now, holding);
            case Attestation.CertificateChain _, Attestation.SignedCloudRequest _ ->
                new Refused(UNSUPPORTED, "this auth method takes an access token");
        };
    }

    private Authentication authenticate(BoundToken presented, Instant now, Holding holding)
            throws InterruptedException {
        int most = settings.token().maxSize();
        if (presented.token().length() > most) {
            return new Refused(TOO_LARGE, "a token longer than " + most + " characters is not read");
        }
        try {
            Workload workload = tokens.prove(presented.token(), now);
            holding.check(workload.claims(), presented);
            return new Proven(workload);
        } catch (NotProven e) {
            return e.refused();
        }
    }

    /// Forgets keys and what was proved (R17). Used DPoP proofs stay used.
    public void flush() {
        tokens.flush();
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        tokens.close();
    }
}
