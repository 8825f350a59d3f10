package dev.sallyport.authority.rules;

import dev.sallyport.api.session.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the authority knows, swapped as a whole on reload.
///
/// @param contracts by purpose name
/// @param targets by target name
/// @param policies Cedar, by file or configuration path
/// @param judging how a judge is asked where the intent engine doubts; nobody is when it is `null`
/// @param generation names them in every decision that they make (R24); possibly empty
public record Rules(
        List<AccessRule> access,
        Map<String, Contract> contracts,
        Map<String, TargetRules> targets,
        Map<String, String> policies,
        @Nullable Judging judging,
        String generation) {
    public Rules {
        access = List.copyOf(access);
        contracts = Map.copyOf(contracts);
        targets = Map.copyOf(targets);
        policies = Map.copyOf(policies);
    }

    /// Nameless ones.
    public Rules(
            List<AccessRule> access,
            Map<String, Contract> contracts,
            Map<String, TargetRules> targets,
            Map<String, String> policies) {
        this(access, contracts, targets, policies, "");
    }

    /// Without a judge.
    public Rules(
            List<AccessRule> access,
            Map<String, Contract> contracts,
            Map<String, TargetRules> targets,
            Map<String, String> policies,
            String generation) {
        this(access, contracts, targets, policies, null, generation);
    }

    /// With a judge, or without.
    public Rules judgedBy(@Nullable Judging how) {
        return new Rules(access, contracts, targets, policies, how, generation);
    }

    public Rules called(String name) {
        return new Rules(access, contracts, targets, policies, judging, name);
    }

    /// The contract of a purpose at a target; for [Purpose#DEFAULT] the target's default one. Empty:
    /// nothing is allowed.
    public Optional<Contract> contract(String target, String purpose) {
        TargetRules at = targets.get(target);
        String name = purpose.equals(Purpose.DEFAULT) && at != null ? at.defaultContract() : purpose;
        return Optional.ofNullable(contracts.get(name));
    }
}
