package dev.sallyport.http.credential;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A standing secret, lent to one session: its end is the end of being put into requests.
record StandingLease(String target, Instant expiresAt, StandingCredential credential) implements ApiLease {

    /// Names the place of the secret, never the secret.
    @Override
    public String id() {
        return "credential of " + target;
    }

    @Override
    public String describe() {
        return "the target's standing credential, used by the gateway alone; limits are enforced by the gateway alone";
    }

    @Override
    public CompletionStage<Injected> inject(Outgoing request) {
        return CompletableFuture.completedStage(credential.inject(request));
    }

    @Override
    public void close() {}
}
