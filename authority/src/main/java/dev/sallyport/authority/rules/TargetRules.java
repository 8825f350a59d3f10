package dev.sallyport.authority.rules;

import java.util.List;
import java.util.Map;

/// What door two knows of a target.
///
/// @param sensitive columns by canonical resource name
/// @param roles the roles of the target, by name: for Cedar and for `explain`, in the target's own words
/// @param defaultContract for sessions without a configured purpose: the strictest; empty means that nothing is
///     allowed
/// @param ceilingPerHour records and keys of one resource over all workloads in any 60 minutes
public record TargetRules(
        String name,
        Map<String, List<String>> sensitive,
        Map<String, List<String>> roles,
        String defaultContract,
        long ceilingPerHour) {
    public TargetRules {
        sensitive = Map.copyOf(sensitive);
        roles = Map.copyOf(roles);
    }
}
