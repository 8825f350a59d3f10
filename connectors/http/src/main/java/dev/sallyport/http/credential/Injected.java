package dev.sallyport.http.credential;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.transport.http.Fields;
import java.util.List;

/// The same request with the credential in it.
///
/// @param secrets every form in which it stands in path and fields
public record Injected(String path, Fields fields, List<Secret> secrets) {

    public Injected {
        secrets = List.copyOf(secrets);
    }

    /// The path may hold it.
    @Override
    public String toString() {
        return "Injected";
    }
}
