package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.identity.RefusalReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The refusals of one stretch of time. Bounded: a peer has an entry only if one of its refusals was recorded.
/// Confined to the lock of [Refusals].
final class RefusalWindow {

    /// Under which the peers are counted that came when the window was already full.
    static final String OTHERS = "other peers";

    private final Instant end;
    private final GatewayLimits.RefusalRecords limits;
    private final Map<String, Peer> peers = new HashMap<>();
    private int total;

    RefusalWindow(Instant start, GatewayLimits.RefusalRecords limits) {
        this.end = start.plus(limits.window());
        this.limits = limits;
    }

    boolean over(Instant now) {
        return !now.isBefore(end);
    }

    /// @return true when it is to be recorded; otherwise it is counted
    boolean admits(AuditEvent.Refused event) {
        Peer peer = peers.computeIfAbsent(key(host(event.peer())), host -> new Peer());
        if (total >= limits.total() || peer.recorded >= limits.perPeer()) {
            peer.omit(event);
            return false;
        }
        total++;
        peer.recorded++;
        return true;
    }

    private String key(String host) {
        return peers.containsKey(host) || total < limits.total() ? host : OTHERS;
    }

    List<AuditEvent.Refused> summaries(Instant now) {
        return peers.entrySet().stream()
                .filter(entry -> entry.getValue().omitted > 0)
                .map(entry -> entry.getValue().summary(now, entry.getKey()))
                .toList();
    }

    /// The port changes with every connection; who counts by it counts to one. A bare IPv6 address has none.
    static String host(String peer) {
        int colon = peer.lastIndexOf(':');
        boolean port = colon > 0 && (peer.indexOf(':') == colon || peer.charAt(colon - 1) == ']');
        return port ? peer.substring(0, colon) : peer;
    }

    private static final class Peer {
        private final Map<RefusalReason, Integer> reasons = new EnumMap<>(RefusalReason.class);
        private int recorded;
        private int omitted;
        private String first = "";
        private String last = "";
        private String target = "";
        private RefusalReason lastReason = RefusalReason.UNSUPPORTED;

        void omit(AuditEvent.Refused event) {
            if (omitted++ == 0) first = event.requestId();
            last = event.requestId();
            target = event.target();
            lastReason = event.reason();
            reasons.merge(event.reason(), 1, Integer::sum);
        }

        AuditEvent.Refused summary(Instant now, String peer) {
            String counts = reasons.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            String detail = omitted + " more refusals that were not recorded one by one, the first `" + first
                    + "`, the last `" + last + "`: " + counts;
            return new AuditEvent.Refused(now, last, target, peer, lastReason, detail);
        }
    }
}
