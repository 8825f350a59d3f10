package dev.sallyport.authmethods.oauth;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.ClaimRules;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.RecentAnswers;
import dev.sallyport.authmethods.jwt.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Access tokens that only the authorization server can read (RFC 7662). That a token is active is believed for the
/// configured time, but not past its end; that it is not, for a second, so that a flood of one bad token asks little.
final class IntrospectedTokens implements AccessTokens {

    /// `b64token` of RFC 6750 §2.1: nothing else is sent on.
    private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

    private static final Duration INACTIVE_FOR = Duration.ofSeconds(1);

    private final OAuthSettings settings;
    private final Duration cache;
    private final Admission admission;
    private final ClaimRules rules;
    private final Introspector introspector;
    private final RecentAnswers<Optional<Workload>> recent;

    IntrospectedTokens(OAuthSettings settings, TokenForm.Introspected form, Admission admission) {
        this.settings = settings;
        this.cache = form.cache();
        this.admission = admission;
        this.rules = new ClaimRules(settings.audiences(), settings.token());
        this.introspector = new Introspector(form, settings.issuer());
        this.recent = new RecentAnswers<>(settings.remembered());
    }

    @Override
    public Workload prove(String token, Instant now) throws NotProven, InterruptedException {
        if (!TOKEN.matcher(token).matches()) {
            throw new NotProven(MALFORMED, "not an access token: it has characters that none has");
        }
        TokenHash hash = TokenHash.of(token);
        Optional<Optional<Workload>> known = recent.find(hash, now);
        if (known.isPresent()) {
            return known.get().orElseThrow(IntrospectedTokens::inactive);
        }
        SortedMap<String, Object> said = introspector.ask(token, now);
        if (!Boolean.TRUE.equals(said.get("active"))) {
            recent.remember(hash, Optional.empty(), now, now.plus(INACTIVE_FOR));
            throw inactive();
        }
        return remembered(hash, said, now);
    }

    private Workload remembered(TokenHash hash, SortedMap<String, Object> said, Instant now) throws NotProven {
        if (said.containsKey("iss") && !Json.text(said, "iss").equals(settings.issuer())) {
            throw new NotProven(UNKNOWN_ISSUER, "the token is of another issuer, says the authorization server");
        }
        Instant validUntil = rules.checkBound(said, now);
        Workload workload = admission.workload(named(said), validUntil);
        Instant believed = now.plus(cache);
        recent.remember(hash, Optional.of(workload), now, believed.isBefore(validUntil) ? believed : validUntil);
        return workload;
    }

    /// `sub` is optional in an answer (RFC 7662 §2.2): then the token is the client's own.
    private static SortedMap<String, Object> named(SortedMap<String, Object> said) {
        SortedMap<String, Object> claims = new TreeMap<>(said);
        claims.remove("active");
        if (!said.containsKey("sub") && !said.containsKey("username") && said.containsKey("client_id")) {
            claims.put("sub", said.get("client_id"));
        }
        return claims;
    }

    private static NotProven inactive() {
        return new NotProven(
                REVOKED, "the authorization server says that the token is not active: unknown, ended or taken back");
    }

    @Override
    public void flush() {
        recent.clear();
    }

    @Override
    public void close() {
        introspector.close();
    }
}
