package dev.sallyport.postgres.wire;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Which conversation a cancel request means. The keys are the gateway's own: 4 bytes in protocol 3.0, 32 in 3.2. A
/// target's real process id and key never reach an agent. Safe on every thread.
public final class Cancellations {

    /// What goes into BackendKeyData.
    static final class Key {
        private final int processId;
        private final byte[] secret;
        private final Runnable cancel;

        private Key(int processId, byte[] secret, Runnable cancel) {
            this.processId = processId;
            this.secret = secret;
            this.cancel = cancel;
        }

        int processId() {
            return processId;
        }

        byte[] secret() {
            return secret.clone();
        }
    }

    private final ConcurrentHashMap<Integer, Key> keys = new ConcurrentHashMap<>();
    private final AtomicInteger processIds = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    Key register(int secretBytes, Runnable cancel) {
        byte[] secret = new byte[secretBytes];
        random.nextBytes(secret);
        Key key = new Key(processIds.incrementAndGet() & Integer.MAX_VALUE, secret, cancel);
        keys.put(key.processId, key);
        return key;
    }

    void remove(Key key) {
        keys.remove(key.processId, key);
    }

    /// An unknown key is ignored, as PostgreSQL does: nothing tells whether a process exists.
    void cancel(int processId, byte[] secret) {
        Key key = keys.get(processId);
        if (key != null && MessageDigest.isEqual(key.secret, secret)) key.cancel.run();
    }
}
