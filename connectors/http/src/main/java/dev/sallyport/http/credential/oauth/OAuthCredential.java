package dev.sallyport.http.credential.oauth;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Credential;
import dev.sallyport.http.credential.token.FreshToken;
import dev.sallyport.http.credential.token.TokenEndpoint;
import dev.sallyport.http.credential.token.TokenTimes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Access tokens for one target, one for each set of scopes that its roles have. Safe on every thread.
public final class OAuthCredential implements Credential {

    private final String target;
    private final TokenEndpoint endpoint;
    private final Grant grant;
    private final Set<String> scopes;
    private final Map<String, Set<String>> roles;
    private final TokenTimes times;
    private final InstantSource clock;
    private final Executor blocking;

    /// As many as there are roles, at most.
    private final Map<Set<String>, FreshToken> tokens = new ConcurrentHashMap<>();

    /// @param scopes the most that is asked for; none to leave it to the server
    /// @param roles of the target, with the scopes that each of them is narrowed to; one that is not
    ///     there has all
    /// @param blocking runs what blocks: virtual threads
    public OAuthCredential(
            String target,
            TokenEndpoint endpoint,
            Grant grant,
            Set<String> scopes,
            Map<String, Set<String>> roles,
            TokenTimes times,
            InstantSource clock,
            Executor blocking) {
        this.target = target;
        this.endpoint = endpoint;
        this.grant = grant;
        this.scopes = Set.copyOf(scopes);
        this.roles = Map.copyOf(roles);
        this.times = times;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// Has a token fetched when there is none: what cannot be had is known before the session begins.
    @Override
    public ApiLease lease(LeaseRequest request) throws IOException {
        Set<String> wanted = wanted(request.session().access().role());
        FreshToken token = tokens.computeIfAbsent(wanted, this::token);
        try {
            token.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the token was fetched");
        }
        return new OAuthLease(target, wanted, request.notAfter(), token);
    }

    private FreshToken token(Set<String> wanted) {
        return new FreshToken(() -> grant.ask(endpoint, new TreeSet<>(wanted)), times, clock, blocking);
    }

    private Set<String> wanted(String role) throws IOException {
        Set<String> narrowed = roles.getOrDefault(role, Set.of());
        if (narrowed.isEmpty()) {
            return scopes;
        }
        if (!scopes.isEmpty() && !scopes.containsAll(narrowed)) {
            throw new IOException("a role asks for scopes that the credential does not have `" + role + "`");
        }
        return narrowed;
    }

    @Override
    public Set<String> fields() {
        return Set.of("authorization");
    }
}
