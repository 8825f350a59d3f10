package dev.sallyport.http.credential;

import dev.sallyport.transport.http.Fields;

/// A request that is about to leave.
///
/// @param path origin-form with its query
/// @param fields without those of the credential
public record Outgoing(String method, String path, Fields fields) {

    /// A path may hold what is not for every log.
    @Override
    public String toString() {
        return method;
    }
}
