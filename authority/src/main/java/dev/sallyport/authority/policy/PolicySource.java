package dev.sallyport.authority.policy;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Cedar text of one file or configuration path.
record PolicySource(String path, String text) {

    /// In the order in which they stand. A policy is called by its `@id`, or by path and number.
    List<Policy> policies() throws InternalException {
        List<Policy> parsed = new ArrayList<>(PolicySet.parsePolicies(text).policies);
        parsed.sort(Comparator.comparingInt(policy -> number(policy.getID())));
        List<Policy> named = new ArrayList<>(parsed.size());
        for (Policy policy : parsed) named.add(new Policy(policy.getSource(), id(policy, named.size())));
        return named;
    }

    /// Cedar calls them `policy0`, `policy1`, …
    private static int number(String id) {
        return Integer.parseInt(id.substring("policy".length()));
    }

    private String id(Policy policy, int index) throws InternalException {
        String id = policy.getAnnotations().getOrDefault("id", "");
        return id.isEmpty() ? path + "#" + (index + 1) : id;
    }

    /// What is wrong with the text, with line and column where Cedar tells them; empty when nothing is.
    Optional<String> complaint() {
        try {
            PolicySet parsed = PolicySet.parsePolicies(text);
            if (!parsed.templates.isEmpty())
                return Optional.of("templates have no one to fill them in, write `==` out");
            return parsed.policies.isEmpty() ? Optional.of("there is no policy in it") : Optional.empty();
        } catch (InternalException e) {
            return Optional.of(
                    new Misprint(text).described().orElseGet(() -> e.getErrors().toString()));
        }
    }
}
