package dev.sallyport.authmethods.oauth;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.NotProven;
import java.time.Instant;

/// One form of access tokens: makes a workload of one that is good.
interface AccessTokens extends AutoCloseable {

    /// May block, within the configured time-outs. Who holds the token's key is not looked at.
    Workload prove(String token, Instant now) throws NotProven, InterruptedException;

    /// Forgets what was proved, and the keys.
    void flush();

    @Override
    void close();
}
