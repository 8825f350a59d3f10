package dev.sallyport.authority.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            return Optional.of(located().orElseGet(() -> e.getErrors().toString()));
        }
    }

    /// Parsing names no position, evaluating does.
    private Optional<String> located() {
        EntityUID any = EntityTypeName.parse("Any").orElseThrow().of("any");
        try {
            return new BasicAuthorizationEngine()
                    .isAuthorized(
                            new AuthorizationRequest(any, any, any, new Context()),
                            new PolicySet(Set.of(new Policy(text, "text"))),
                            Set.of())
                    .errors
                    .flatMap(errors -> errors.stream().findFirst())
                    .map(this::located);
        } catch (AuthException _) {
            return Optional.empty();
        }
    }

    private String located(DetailedError error) {
        String message = error.message.replaceFirst("^failed to parse policy with id `text` from string: ", "");
        return error.sourceLocations.stream()
                .findFirst()
                .map(place -> "line " + line(place.start) + ", column " + column(place.start) + ": " + message
                        + place.label.map(label -> " (" + label + ")").orElse(""))
                .orElse(message);
    }

    private long line(int offset) {
        return before(offset).chars().filter(c -> c == '\n').count() + 1;
    }

    private int column(int offset) {
        String before = before(offset);
        return before.length() - before.lastIndexOf('\n');
    }

    /// Cedar counts bytes of UTF-8.
    private String before(int offset) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, Math.min(offset, bytes.length), StandardCharsets.UTF_8);
    }
}
