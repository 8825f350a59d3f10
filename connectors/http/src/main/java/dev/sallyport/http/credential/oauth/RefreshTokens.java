package dev.sallyport.http.credential.oauth;

import dev.sallyport.api.credential.Secret;
import java.io.IOException;

/// Where a refresh token is kept: a server that rotates them (RFC 9700 section 4.14.2) takes each one
/// once, and whoever loses the last one has to be let in by a human again.
public interface RefreshTokens {

    /// The last one that was kept; at first the one of the configuration. The caller closes it. May
    /// block.
    ///
    /// @throws IOException with a message that names the place, never the secret
    Secret last() throws IOException;

    /// Kept before it returns. May block.
    void keep(Secret next) throws IOException;
}
