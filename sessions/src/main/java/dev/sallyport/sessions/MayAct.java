package dev.sallyport.sessions;

import dev.sallyport.api.identity.Workload;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `may_act` (RFC 8693 section 4.4): whoever carries it is delegated from by nobody else.
final class MayAct {

    static final String CLAIM = "may_act";

    private MayAct() {}

    /// Why the actor may not; empty when it may. Every member must be a claim of the actor's own proof.
    static Optional<String> objection(Workload parent, Workload actor) {
        Object claim = parent.claims().get(CLAIM);
        if (claim == null) return Optional.empty();
        boolean named = claim instanceof Map<?, ?> members
                && !members.isEmpty()
                && members.entrySet().stream().allMatch(member -> is(member, actor));
        return named
                ? Optional.empty()
                : Optional.of("the proof of `" + parent + "` says in `may_act` who may act for it, and that is not `"
                        + actor + "`");
    }

    private static boolean is(Map.Entry<?, ?> member, Workload actor) {
        String name = String.valueOf(member.getKey());
        Object own = actor.claims().get(name);
        boolean named = own == null && name.equals("sub");
        return Objects.equals(named ? actor.subject() : own, member.getValue());
    }
}
