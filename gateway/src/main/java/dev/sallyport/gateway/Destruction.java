package dev.sallyport.gateway;

import dev.sallyport.api.credential.CredentialLease;
import java.io.IOException;
import java.time.Duration;

/// Destroys one lease at its target, trying again with longer and longer pauses. Blocks.
final class Destruction {

    private static final System.Logger LOG = System.getLogger(Destruction.class.getName());

    private final GatewayLimits.Teardowns limits;
    private final Pause pause;

    Destruction(GatewayLimits.Teardowns limits, Pause pause) {
        this.limits = limits;
        this.pause = pause;
    }

    /// @return the empty text when the target does not know it any more; otherwise why not
    String destroy(CredentialLease lease) {
        String failure = attempt(lease);
        Duration rest = limits.backOff();
        for (int made = 1; !failure.isEmpty() && made < limits.attempts(); made++) {
            if (!sleep(rest)) return left(made, failure);
            rest = shorter(rest.multipliedBy(2), limits.longestBackOff());
            failure = attempt(lease);
        }
        return failure.isEmpty() ? "" : left(limits.attempts(), failure);
    }

    private static String attempt(CredentialLease lease) {
        try {
            lease.close();
            return "";
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "lease " + lease.id() + " could not be destroyed yet", e);
            return e.getMessage() == null ? "no reason given" : e.getMessage();
        }
    }

    private boolean sleep(Duration time) {
        try {
            pause.sleep(time);
            return true;
        } catch (InterruptedException e) {
            // the gateway stops; the flag stays cleared so that the records of the end can still be written
            return false;
        }
    }

    private static String left(int attempts, String failure) {
        return "left to the sweeper after " + attempts + " attempts: " + failure;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
