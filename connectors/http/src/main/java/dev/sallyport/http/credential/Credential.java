package dev.sallyport.http.credential;

import dev.sallyport.api.credential.LeaseRequest;
import java.io.IOException;
import java.util.Set;

/// How one target is shown who asks. Safe on every thread.
public interface Credential {

    /// For one session. May block, on a virtual thread, within a time of its own.
    ///
    /// @throws IOException when none can be had now
    ApiLease lease(LeaseRequest request) throws IOException;

    /// Fields that it sets: whatever the agent sent there is dropped, also when the lease sets none.
    ///
    /// @return lower case
    Set<String> fields();
}
