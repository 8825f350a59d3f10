package dev.sallyport.grammar.http.request;

import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.body.MediaType;
import dev.sallyport.grammar.http.target.CanonicalTarget;

/// @param method upper case
/// @param target below the target's address
/// @param content none where the body was not seen
public record ReadRequest(String method, CanonicalTarget target, MediaType type, Content content) {

    public ReadRequest withMethod(String other) {
        return new ReadRequest(other, target, type, content);
    }

    /// Path and query may hold what is not for every log.
    @Override
    public String toString() {
        return method;
    }
}
