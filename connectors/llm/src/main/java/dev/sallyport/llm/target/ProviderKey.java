package dev.sallyport.llm.target;

import dev.sallyport.api.credential.CredentialLease;
import java.time.Instant;

/// The provider's standing key, lent to one session: providers make none for an hour. It stays in the gateway, which
/// puts it into each permitted request; the lease's end is the end of that. Immutable.
///
/// @param target whose key it is
public record ProviderKey(String target, Instant expiresAt) implements CredentialLease {

    /// Names the place of the key, never the key.
    @Override
    public String id() {
        return "key of " + target;
    }

    @Override
    public String describe() {
        return "the provider's standing key, used by the gateway alone; limits are enforced by the gateway alone";
    }

    @Override
    public void close() {}
}
