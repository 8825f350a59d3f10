package dev.sallyport.http.credential.github;

import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import dev.sallyport.http.credential.token.Bearer;
import dev.sallyport.http.credential.token.FreshToken;
import dev.sallyport.http.credential.token.OwnTokens;
import dev.sallyport.http.credential.token.Token;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/// One session's installation token; a session that outlives it gets the next one, and all end with it.
record GithubLease(String id, String describe, Instant expiresAt, OwnTokens own, FreshToken token) implements ApiLease {

    static final String GIT_USER = "x-access-token";

    @Override
    public CompletionStage<Injected> inject(Outgoing request) {
        return token.now().thenApply(fresh -> injected(request, fresh));
    }

    /// Git's own part of GitHub takes a token as a password alone.
    private static Injected injected(Outgoing request, Token token) {
        String path = request.path();
        boolean git = path.endsWith("/git-upload-pack")
                || path.endsWith("/git-receive-pack")
                || path.contains("/info/refs?service=git-");
        return git ? Bearer.basic(request, GIT_USER, token) : Bearer.bearer(request, token);
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
