package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.TargetException;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// A role that exists for one session. Safe on every thread.
public final class RoleLease implements LogIn {

    private final RoleName name;
    private final ScramSecret secret;
    private final String grants;
    private final Instant expiresAt;
    private final Demolition demolition;
    private final LiveLeases live;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean destroyed;

    /// @param expiresAt not after what stands in the name
    RoleLease(
            RoleName name,
            ScramSecret secret,
            String grants,
            Instant expiresAt,
            Demolition demolition,
            LiveLeases live) {
        this.name = name;
        this.secret = secret;
        this.grants = grants;
        this.expiresAt = expiresAt;
        this.demolition = demolition;
        this.live = live;
    }

    RoleName name() {
        return name;
    }

    /// The role's name at the target, for the log-in.
    @Override
    public String id() {
        return name.toString();
    }

    @Override
    public String describe() {
        return grants;
    }

    @Override
    public Instant expiresAt() {
        return expiresAt;
    }

    /// For the log-in; overwritten when the lease is destroyed.
    @Override
    public ScramSecret secret() {
        return secret;
    }

    /// Also ends its live back ends (R14), so revocation and old age are a `close` too. When it fails,
    /// the sweeper goes on trying until the target says that nothing is left.
    @Override
    public void close() throws TargetException {
        closing.lock();
        try {
            if (!destroyed) {
                demolition.destroy(name.toString());
                destroyed = true;
                secret.close();
                live.forget(name);
            }
        } finally {
            closing.unlock();
        }
    }

    @Override
    public String toString() {
        return "RoleLease[" + name + "]";
    }
}
