package dev.sallyport.authority.baseline;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.authority.rules.AccessRule;
import java.util.Optional;

/// Which purpose one access rule gives to one workload (R1). The free text of the task is kept as text
/// and looked at by nobody here.
sealed interface PurposeChoice {

    record Chosen(Purpose purpose) implements PurposeChoice {}

    /// Nobody who may name a purpose did: the target's strictest contract.
    record Strictest(Purpose purpose) implements PurposeChoice {}

    /// A purpose was named that the rule does not have.
    record NotAllowed(String named) implements PurposeChoice {}

    static PurposeChoice of(AccessRule rule, Workload workload, DeclaredPurpose declared) {
        String name = declared.name();
        if (!name.isEmpty() && !rule.purposes().contains(name)) return new NotAllowed(name);
        Optional<String> claimed = claimed(rule, workload);
        if (claimed.isPresent()) return byClaim(rule, claimed.get(), declared);
        Optional<Declarer> declarer = declarer(rule, declared);
        if (declarer.isPresent()) return new Chosen(new Purpose(name, declared.task(), declarer.get()));
        return onlyOne(rule)
                ? new Chosen(new Purpose(rule.purposes().getFirst(), declared.task(), Declarer.RULE))
                : new Strictest(new Purpose(Purpose.DEFAULT, declared.task(), Declarer.RULE));
    }

    /// Under whose name the declared purpose counts, when it does: an orchestrator's word is also as good as an
    /// agent's.
    private static Optional<Declarer> declarer(AccessRule rule, DeclaredPurpose declared) {
        if (declared.name().isEmpty()) return Optional.empty();
        if (rule.declaredBy().contains(declared.by())) return Optional.of(declared.by());
        return declared.by() == Declarer.ORCHESTRATOR && rule.declaredBy().contains(Declarer.AGENT)
                ? Optional.of(Declarer.AGENT)
                : Optional.empty();
    }

    /// A claim is proved, an agent's word is not: where both speak they must agree.
    private static PurposeChoice byClaim(AccessRule rule, String claimed, DeclaredPurpose declared) {
        if (!rule.purposes().contains(claimed)) return new NotAllowed(claimed);
        return declared.name().isEmpty() || declared.name().equals(claimed)
                ? new Chosen(new Purpose(claimed, declared.task(), Declarer.CLAIM))
                : new NotAllowed(declared.name());
    }

    /// The claim's value, when the rule lets a claim speak and it is there.
    static Optional<String> claimed(AccessRule rule, Workload workload) {
        return rule.declaredBy().contains(Declarer.CLAIM)
                        && workload.claims().get(rule.claim()) instanceof String value
                        && !value.isEmpty()
                ? Optional.of(value)
                : Optional.empty();
    }

    /// A rule that wants its purpose proved gives it to nobody who proves nothing, even when there is
    /// only one.
    static boolean onlyOne(AccessRule rule) {
        return rule.purposes().size() == 1
                && (rule.declaredBy().isEmpty()
                        || rule.declaredBy().contains(Declarer.RULE)
                        || rule.declaredBy().contains(Declarer.AGENT));
    }
}
