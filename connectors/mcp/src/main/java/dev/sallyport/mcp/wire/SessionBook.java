package dev.sallyport.mcp.wire;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The MCP sessions of one target, by handles that cannot be guessed. A handle is worth nothing to
/// anybody but its owner: for all others it does not exist. Safe on every thread.
final class SessionBook {

    private static final int BYTES = 18;

    private final int most;
    private final Duration idle;
    private final InstantSource clock;
    private final Consumer<McpSession> ended;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, McpSession> sessions = new LinkedHashMap<>();

    /// @param most at once; the one that was not used for longest makes room
    /// @param idle without use; then it is over
    /// @param ended is told of each that is over and was not removed by its owner; must not block
    SessionBook(int most, Duration idle, InstantSource clock, Consumer<McpSession> ended) {
        this.most = most;
        this.idle = idle;
        this.clock = clock;
        this.ended = ended;
    }

    McpSession open(Owner owner, String upstreamId, McpLease lease) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        McpSession session = new McpSession(handle, owner, upstreamId, lease, clock.instant());
        List<McpSession> over;
        synchronized (this) {
            over = stale();
            sessions.put(handle, session);
            if (sessions.size() > most) over.add(oldest());
            over.forEach(each -> sessions.remove(each.handle()));
        }
        over.forEach(ended);
        return session;
    }

    private List<McpSession> stale() {
        Instant before = clock.instant().minus(idle);
        List<McpSession> stale = new ArrayList<>();
        for (McpSession each : sessions.values()) if (each.lastUsed().isBefore(before)) stale.add(each);
        return stale;
    }

    private McpSession oldest() {
        return sessions.values().stream()
                .min(Comparator.comparing(McpSession::lastUsed))
                .orElseThrow();
    }

    /// Empty for everybody but the owner.
    synchronized Optional<McpSession> find(String handle, Owner owner) {
        McpSession session = sessions.get(handle);
        if (session == null || !session.owner().equals(owner)) return Optional.empty();
        session.used(clock.instant());
        return Optional.of(session);
    }

    /// Its owner ended it, or the server did.
    synchronized void remove(McpSession session) {
        sessions.remove(session.handle());
    }

    /// All of one owner's are over.
    void leave(Owner owner) {
        List<McpSession> over;
        synchronized (this) {
            over = sessions.values().stream()
                    .filter(each -> each.owner().equals(owner))
                    .toList();
            over.forEach(each -> sessions.remove(each.handle()));
        }
        over.forEach(ended);
    }

    /// Those that nobody used for too long.
    void sweep() {
        List<McpSession> over;
        synchronized (this) {
            over = stale();
            over.forEach(each -> sessions.remove(each.handle()));
        }
        over.forEach(ended);
    }

    synchronized int size() {
        return sessions.size();
    }
}
