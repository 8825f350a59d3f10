package dev.sallyport.http.credential.oauth;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.http.credential.token.Token;
import dev.sallyport.http.credential.token.TokenEndpoint;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// RFC 6749 section 6. One use at a time, whatever the scopes: a rotated token that two use at once is
/// taken for a stolen one.
public final class RefreshGrant implements Grant {

    private static final SecretAccess TO_ASK = SecretAccess.because("the refresh token is what lets the gateway in");

    private final RefreshTokens tokens;
    private final ReentrantLock one = new ReentrantLock();

    public RefreshGrant(RefreshTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Token ask(TokenEndpoint endpoint, Collection<String> scopes) throws IOException, InterruptedException {
        one.lockInterruptibly();
        try (Secret last = tokens.last()) {
            Map<String, String> form = Grant.form("refresh_token", scopes);
            form.put("refresh_token", last.exposeText(TO_ASK));
            Token token = endpoint.ask(form);
            Secret next = token.refresh();
            if (next != null && !next.sameAs(last)) {
                tokens.keep(next);
            }
            return token;
        } finally {
            one.unlock();
        }
    }
}
