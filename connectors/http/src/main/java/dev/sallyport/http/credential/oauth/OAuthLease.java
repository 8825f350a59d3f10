package dev.sallyport.http.credential.oauth;

import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import dev.sallyport.http.credential.token.Bearer;
import dev.sallyport.http.credential.token.FreshToken;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/// A token that the sessions of a role share, lent to one of them: its end is the end of being put into
/// requests.
record OAuthLease(String target, Set<String> scopes, Instant expiresAt, FreshToken token) implements ApiLease {

    @Override
    public String id() {
        return "access token of " + target;
    }

    @Override
    public String describe() {
        return scopes.isEmpty()
                ? "the scopes that the server gives"
                : "scopes " + String.join(" ", new TreeSet<>(scopes));
    }

    @Override
    public CompletionStage<Injected> inject(Outgoing request) {
        return token.now().thenApply(fresh -> Bearer.bearer(request, fresh));
    }

    @Override
    public void close() {}
}
