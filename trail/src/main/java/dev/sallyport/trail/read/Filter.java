package dev.sallyport.trail.read;

import dev.sallyport.trail.line.EventKind;
import java.time.Instant;
import java.util.Set;

/// Which records to show. An empty set means all; lines that cannot be read always pass, so that nothing hides.
///
/// @param since records before it are left out; `Instant.MIN` for none
public record Filter(Set<String> sessions, Set<String> requests, Set<EventKind> kinds, Instant since) {

    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Instant.MIN);

    public Filter {
        sessions = Set.copyOf(sessions);
        requests = Set.copyOf(requests);
        kinds = Set.copyOf(kinds);
    }

    public Filter session(String id) {
        return new Filter(Set.of(id), requests, kinds, since);
    }

    public Filter request(String id) {
        return new Filter(sessions, Set.of(id), kinds, since);
    }

    public Filter kinds(EventKind... wanted) {
        return new Filter(sessions, requests, Set.of(wanted), since);
    }

    public Filter since(Instant moment) {
        return new Filter(sessions, requests, kinds, moment);
    }

    boolean passes(TrailLine line) {
        return switch (line) {
            case UnreadableLine _ -> true;
            case TrailRecord record -> passes(record);
        };
    }

    private boolean passes(TrailRecord record) {
        return !record.at().isBefore(since)
                && (kinds.isEmpty() || kinds.contains(record.kind()))
                && (sessions.isEmpty() || sessions.contains(record.session()))
                && (requests.isEmpty() || requests.contains(record.request()));
    }
}
