package dev.sallyport.postgres.wire;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Which conversation a cancel request means. The keys are the gateway's own: 4 bytes in protocol 3.0, 32 in 3.2. A
/// target's real process id and key never reach an agent. Safe on every thread.
public final class Cancellations {

    private record Entry(byte[] key, Runnable cancel) {}

    private final ConcurrentHashMap<Integer, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger processIds = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /// What goes into BackendKeyData.
    record Key(int processId, byte[] secret) {}

    Key register(int secretBytes, Runnable cancel) {
        byte[] secret = new byte[secretBytes];
        random.nextBytes(secret);
        Key key = new Key(processIds.incrementAndGet() & Integer.MAX_VALUE, secret);
        entries.put(key.processId(), new Entry(secret, cancel));
        return key;
    }

    void remove(Key key) {
        entries.remove(key.processId());
    }

    /// An unknown key is ignored, as PostgreSQL does: nothing tells whether a process exists.
    void cancel(int processId, byte[] secret) {
        Entry entry = entries.get(processId);
        if (entry != null && MessageDigest.isEqual(entry.key(), secret)) entry.cancel().run();
    }
}
