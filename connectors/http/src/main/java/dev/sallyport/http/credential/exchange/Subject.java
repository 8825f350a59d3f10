package dev.sallyport.http.credential.exchange;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.session.Session;
import java.io.IOException;

/// Says for whom a token is meant to be. May block.
@FunctionalInterface
public interface Subject {

    /// RFC 8693 section 3.
    String JWT = "urn:ietf:params:oauth:token-type:jwt";

    String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /// @param type a URN of RFC 8693 section 3
    record SubjectToken(Secret token, String type) {}

    /// The caller closes the token.
    ///
    /// @throws IOException when there is none; the message holds no secret
    SubjectToken of(Session session) throws IOException;

    /// The same for every session.
    ///
    /// @param type as above
    static Subject standing(dev.sallyport.http.credential.token.SecretSource source, String type) {
        return session -> new SubjectToken(source.read(), type);
    }
}
