package dev.sallyport.sessions;

import dev.sallyport.api.identity.RefusalReason;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// Checks what orchestrators signed: a JWT for this gateway, in time. What it says is read by who asks.
@FunctionalInterface
public interface Statements {

    /// May block on keys that are fetched.
    Checked check(String jwt, Instant now) throws InterruptedException;

    sealed interface Checked {

        /// @param by the configured name of the orchestrator
        /// @param claims JSON values: String, Long, Double, Boolean, List, Map
        record Signed(String by, SortedMap<String, Object> claims) implements Checked {
            public Signed {
                claims = new TreeMap<>(claims);
            }
        }

        record Refused(RefusalReason reason, String detail) implements Checked {}
    }
}
