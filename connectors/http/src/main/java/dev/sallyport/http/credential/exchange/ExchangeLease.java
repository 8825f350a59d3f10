package dev.sallyport.http.credential.exchange;

import dev.sallyport.api.session.Session;
import dev.sallyport.http.credential.ApiLease;
import dev.sallyport.http.credential.Injected;
import dev.sallyport.http.credential.Outgoing;
import dev.sallyport.http.credential.token.Bearer;
import dev.sallyport.http.credential.token.FreshToken;
import dev.sallyport.http.credential.token.OwnTokens;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/// One session's exchanged token, renewed by another exchange.
record ExchangeLease(String id, String describe, Instant expiresAt, OwnTokens own, FreshToken token)
        implements ApiLease {

    static ExchangeLease begin(String id, Instant notAfter, ExchangeCredential credential, Session session)
            throws IOException {
        OwnTokens own = new OwnTokens(() -> credential.exchange(session), credential::revoke);
        FreshToken token = new FreshToken(own::fetch, credential.times(), credential.clock(), credential.blocking());
        ExchangeLease lease = new ExchangeLease(id, credential.describe(), notAfter, own, token);
        try {
            token.await();
            return lease;
        } catch (IOException e) {
            own.close();
            throw e;
        } catch (InterruptedException _) {
            own.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the token was fetched");
        }
    }

    @Override
    public CompletionStage<Injected> inject(Outgoing request) {
        return token.now().thenApply(fresh -> Bearer.bearer(request, fresh));
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
