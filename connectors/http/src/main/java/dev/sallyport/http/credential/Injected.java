package dev.sallyport.http.credential;

import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;

/// The same request with the credential in it.
///
/// @param echoes of every form in which it stands in path and fields
public record Injected(String path, Fields fields, Echoes echoes) {

    /// The path may hold it.
    @Override
    public String toString() {
        return "Injected";
    }
}
