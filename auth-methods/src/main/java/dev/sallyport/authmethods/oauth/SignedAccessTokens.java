package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.ClaimRules;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.HeaderRules;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.KeyRing;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import dev.sallyport.authmethods.jwt.SignatureCheck;
import dev.sallyport.authmethods.jwt.TokenHash;
import dev.sallyport.authmethods.jwt.VerifiedTokens;
import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.authmethods.web.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// JWT access tokens (RFC 9068 §4): `typ` must say that it is one, so that an ID token, which the same issuer signs
/// with the same key, opens nothing.
final class SignedAccessTokens implements AccessTokens {

    /// RFC 9068 §2.2, beside those that [ClaimRules] asks for.
    private static final List<String> NEEDED = List.of("sub", "client_id", "jti");

    private final OAuthSettings settings;
    private final Admission admission;
    private final ClaimRules rules;
    private final BoundedHttp http;
    private final KeyRing ring;
    private final SignatureCheck signature;
    private final VerifiedTokens verified;

    SignedAccessTokens(OAuthSettings settings, TokenForm.Signed form, Admission admission) {
        this.settings = settings;
        this.admission = admission;
        this.rules = new ClaimRules(settings.audiences(), settings.token());
        this.http =
                new BoundedHttp(form.fetching().timeout(), form.fetching().maxDocumentSize(), Trust.ofThePlatform());
        this.ring = KeyRing.of(form.keys(), settings.issuer(), form.fetching(), http);
        this.signature = new SignatureCheck(new HeaderRules(settings.token().algorithms(), Set.of("at+jwt")), ring);
        this.verified = new VerifiedTokens(settings.remembered());
    }

    @Override
    public Workload prove(String token, Instant now) throws NotProven, InterruptedException {
        TokenHash hash = TokenHash.of(token);
        if (verified.mayHold(hash)) {
            Optional<Proven> known = ring.current(now).flatMap(keys -> verified.find(hash, keys, now));
            if (known.isPresent()) {
                return known.get().workload();
            }
        }
        return anew(token, hash, now);
    }

    private Workload anew(String text, TokenHash hash, Instant now) throws NotProven, InterruptedException {
        CompactToken token = CompactToken.parse(text);
        String issuer = Json.text(token.claims(), "iss");
        if (!issuer.equals(settings.issuer())) {
            throw new NotProven(UNKNOWN_ISSUER, "tokens of this issuer are not accepted here " + Quoted.of(issuer));
        }
        KeySet keys = signature.check(token, now);
        Instant validUntil = rules.checkBound(token.claims(), now);
        needed(token.claims());
        Workload workload = admission.workload(token.claims(), validUntil);
        verified.remember(hash, new Proven(workload), keys, now);
        return workload;
    }

    private static void needed(Map<String, Object> claims) throws NotProven {
        for (String claim : NEEDED) {
            if (Json.text(claims, claim).isEmpty()) {
                throw new NotProven(MALFORMED, "not an access token: it has no " + claim);
            }
        }
        if (!claims.containsKey("iat")) {
            throw new NotProven(MALFORMED, "not an access token: it has no iat");
        }
    }

    @Override
    public void flush() {
        ring.flush();
        verified.clear();
    }

    @Override
    public void close() {
        http.close();
    }
}
