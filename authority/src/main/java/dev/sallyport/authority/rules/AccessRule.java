package dev.sallyport.authority.rules;

import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose.Declarer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Door one: trust binds an auth method to a target.
///
/// @param path where it stands in the configuration, such as `access[0]`
/// @param from an auth method's name
/// @param to a target's name
/// @param role one of the target's roles
/// @param purposes the purposes a session under this rule may have; exactly one and nothing declared: that one
/// @param declaredBy who may choose among them (R1)
/// @param claim the claim that names the purpose, when CLAIM may declare; empty otherwise
/// @param observeUntil the end of observe mode; `Instant.MIN` in enforce mode (R20)
/// @param maxSession no session lasts longer
/// @param maxSessions open at once per workload (as counted)
public record AccessRule(
        String path,
        String from,
        String to,
        String role,
        List<String> purposes,
        Set<Declarer> declaredBy,
        String claim,
        Mode mode,
        Instant observeUntil,
        Duration maxSession,
        int maxSessions) {
    public AccessRule {
        purposes = List.copyOf(purposes);
        declaredBy = Set.copyOf(declaredBy);
    }
}
