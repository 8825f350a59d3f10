package dev.sallyport.authority.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Finds where a Cedar text cannot be read. Cedar's Java library tells a position only when it evaluates
/// a single policy, so the text is tried policy by policy.
record Misprint(String text) {

    Optional<String> described() {
        for (int start = 0; start < text.length(); ) {
            int end = end(start);
            int from = start;
            Optional<String> complaint = error(text.substring(start, end)).map(error -> described(error, from));
            if (complaint.isPresent()) return complaint;
            start = end;
        }
        return Optional.empty();
    }

    /// Behind the semicolon that ends the policy, past strings and comments.
    private int end(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ';') return at + 1;
            if (c == '"') at = behindString(at + 1);
            else if (text.startsWith("//", at)) at = behindLine(at);
            else at++;
        }
        return at;
    }

    private int behindString(int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) != '"') next += text.charAt(next) == '\\' ? 2 : 1;
        return Math.min(next + 1, text.length());
    }

    private int behindLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static Optional<DetailedError> error(String policy) {
        if (policy.isBlank()) return Optional.empty();
        EntityUID any = EntityTypeName.parse("Any").orElseThrow().of("any");
        try {
            return new BasicAuthorizationEngine()
                    .isAuthorized(
                            new AuthorizationRequest(any, any, any, new Context()),
                            new PolicySet(Set.of(new Policy(policy, "text"))),
                            Set.of())
                    .errors
                    .flatMap(errors -> errors.stream().findFirst());
        } catch (AuthException _) {
            return Optional.empty();
        }
    }

    private String described(DetailedError error, int start) {
        String message = error.message.replaceFirst("^failed to parse policy with id `text` from string: ", "");
        return error.sourceLocations.stream()
                .findFirst()
                .map(place -> position(start, place.start) + ": " + message
                        + place.label.map(label -> " (" + label + ")").orElse(""))
                .orElse(message);
    }

    /// @param bytes of UTF-8 into the policy: that is how Cedar counts
    private String position(int start, int bytes) {
        byte[] policy = text.substring(start).getBytes(StandardCharsets.UTF_8);
        String before = text.substring(0, start)
                + new String(policy, 0, Math.min(bytes, policy.length), StandardCharsets.UTF_8);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (before.length() - before.lastIndexOf('\n'));
    }
}
