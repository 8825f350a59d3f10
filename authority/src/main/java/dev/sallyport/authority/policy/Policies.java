package dev.sallyport.authority.policy;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import dev.sallyport.authority.rules.InvalidRulesException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the policies and sorts them by the targets they can concern.
final class Policies {

    private Policies() {}

    /// @param texts Cedar by file or configuration path
    /// @return by target; a target that no policy can concern is absent
    /// @throws InvalidRulesException with every text that cannot be read and every name given twice
    static Map<String, PolicySlice> slices(Map<String, String> texts, Set<String> targets) {
        List<String> problems = new ArrayList<>();
        Map<String, Policy> policies = new LinkedHashMap<>();
        texts.forEach((path, text) -> read(new PolicySource(path, text), policies, problems));
        if (!problems.isEmpty()) throw new InvalidRulesException(problems);
        return slice(policies.values(), targets);
    }

    private static void read(PolicySource source, Map<String, Policy> policies, List<String> problems) {
        Optional<String> complaint = source.complaint();
        if (complaint.isPresent()) {
            problems.add(source.path() + ": not a Cedar policy: " + complaint.get());
            return;
        }
        try {
            for (Policy policy : source.policies()) {
                if (policies.putIfAbsent(policy.getID(), policy) != null) {
                    problems.add(source.path() + ": another policy has the same id: `" + policy.getID() + "`");
                }
            }
        } catch (InternalException e) {
            problems.add(source.path() + ": not a Cedar policy: " + e.getErrors());
        }
    }

    private static Map<String, PolicySlice> slice(Iterable<Policy> policies, Set<String> targets) {
        Map<Set<Policy>, PolicySlice> shared = new HashMap<>();
        Map<String, PolicySlice> slices = new HashMap<>();
        try {
            for (String target : targets) {
                Set<Policy> concerning = concerning(policies, target);
                if (concerning.isEmpty()) continue;
                PolicySlice slice = shared.get(concerning);
                if (slice == null) {
                    slice = new PolicySlice(concerning);
                    shared.put(concerning, slice);
                }
                slices.put(target, slice);
            }
        } catch (InternalException | CacheException e) {
            throw new InvalidRulesException(List.of("policies: cedar cannot take them: " + e.getMessage()));
        }
        return Map.copyOf(slices);
    }

    private static Set<Policy> concerning(Iterable<Policy> policies, String target) throws InternalException {
        Set<Policy> concerning = new HashSet<>();
        for (Policy policy : policies) {
            if (PolicyScope.concerns(policy, target)) concerning.add(policy);
        }
        return concerning;
    }
}
