package dev.sallyport.authority.rules;

import java.util.List;
import java.util.Map;

/// Everything the authority knows, swapped as a whole on reload.
///
/// @param contracts by purpose name
/// @param targets by target name
/// @param policies Cedar, by file or configuration path
public record Rules(
        List<AccessRule> access,
        Map<String, Contract> contracts,
        Map<String, TargetRules> targets,
        Map<String, String> policies) {
    public Rules {
        access = List.copyOf(access);
        contracts = Map.copyOf(contracts);
        targets = Map.copyOf(targets);
        policies = Map.copyOf(policies);
    }
}
