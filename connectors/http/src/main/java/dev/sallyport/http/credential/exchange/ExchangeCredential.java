package dev.sallyport.http.credential.exchange;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Session;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Credential;
import dev.sallyport.http.credential.token.Token;
import dev.sallyport.http.credential.token.TokenEndpoint;
import dev.sallyport.http.credential.token.TokenTimes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/// Exchanges a statement about the session for an access token (RFC 8693 section 2), for each session
/// anew. Safe on every thread.
public final class ExchangeCredential implements Credential {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final SecretAccess TO_EXCHANGE = SecretAccess.because("it is exchanged for another token");

    private final String target;
    private final TokenEndpoint endpoint;
    private final Subject subject;
    private final Wanted wanted;
    private final TokenTimes times;
    private final InstantSource clock;
    private final Executor blocking;

    /// @param audience for whom the token is; empty to leave it out
    /// @param scopes to ask for; none to leave it to the server
    /// @param revocation path of the server's revocation endpoint (RFC 7009), where a session's token
    ///     is ended with it; empty when it has none: then the token lives on until its own end
    public record Wanted(String audience, Set<String> scopes, String revocation) {
        public Wanted {
            scopes = Set.copyOf(scopes);
        }
    }

    /// @param blocking runs what blocks: virtual threads
    public ExchangeCredential(
            String target,
            TokenEndpoint endpoint,
            Subject subject,
            Wanted wanted,
            TokenTimes times,
            InstantSource clock,
            Executor blocking) {
        this.target = target;
        this.endpoint = endpoint;
        this.subject = subject;
        this.wanted = wanted;
        this.times = times;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// Exchanges at once: what is refused is known before the session begins.
    @Override
    public ApiLease lease(LeaseRequest request) throws IOException {
        return ExchangeLease.begin(
                "exchanged token of " + target + " for " + request.session().id(),
                request.notAfter(),
                this,
                request.session());
    }

    Token exchange(Session session) throws IOException, InterruptedException {
        Subject.SubjectToken said = subject.of(session);
        try (Secret token = said.token()) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("grant_type", GRANT);
            form.put("subject_token", token.exposeText(TO_EXCHANGE));
            form.put("subject_token_type", said.type());
            form.put("requested_token_type", Subject.ACCESS_TOKEN);
            if (!wanted.audience().isEmpty()) {
                form.put("audience", wanted.audience());
            }
            if (!wanted.scopes().isEmpty()) {
                form.put("scope", String.join(" ", new TreeSet<>(wanted.scopes())));
            }
            return endpoint.ask(form);
        }
    }

    void revoke(Token token) throws IOException, InterruptedException {
        if (!wanted.revocation().isEmpty() && clock.instant().isBefore(token.expiresAt())) {
            endpoint.revoke(wanted.revocation(), token.value());
        }
    }

    TokenTimes times() {
        return times;
    }

    InstantSource clock() {
        return clock;
    }

    Executor blocking() {
        return blocking;
    }

    String describe() {
        return "audience `" + wanted.audience() + "`, scopes " + String.join(" ", new TreeSet<>(wanted.scopes()));
    }

    @Override
    public Set<String> fields() {
        return Set.of("authorization");
    }
}
