package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What proven claims must be, beside a `where` condition: said by a plain configuration key instead of an expression.
public sealed interface Requirement {

    /// @throws NotProven when the claims are not that; the message names the key, never a claim's value
    void check(Map<String, Object> claims) throws NotProven;

    /// The claim is one of some values, letter for letter, or fits one of some patterns: `*` at the end stands for
    /// anything, and so it does at the beginning. A list must hold one.
    ///
    /// @param claim a claim's name, or an attribute's
    /// @param key the configuration key that asks for it
    record OneOf(String claim, String key, List<String> allowed) implements Requirement {
        public OneOf {
            allowed = List.copyOf(allowed);
        }

        @Override
        public void check(Map<String, Object> claims) throws NotProven {
            if (!Requirement.holds(claims.get(claim), allowed)) {
                throw new NotProven(CONDITION_NOT_MET, "the token's " + claim + " is none of those in `" + key + "`");
            }
        }
    }

    /// The claim is none of some values; a token without it is accepted.
    record NoneOf(String claim, String key, List<String> forbidden) implements Requirement {
        public NoneOf {
            forbidden = List.copyOf(forbidden);
        }

        @Override
        public void check(Map<String, Object> claims) throws NotProven {
            if (Requirement.holds(claims.get(claim), forbidden)) {
                throw new NotProven(
                        CONDITION_NOT_MET, "the token's " + claim + " is not accepted, unless `" + key + "` allows it");
            }
        }
    }

    /// Two claims are there and the same.
    ///
    /// @param otherwise what a token is for which they are not
    record Same(String claim, String other, String otherwise) implements Requirement {
        @Override
        public void check(Map<String, Object> claims) throws NotProven {
            if (!(claims.get(claim) instanceof String value) || !value.equals(claims.get(other))) {
                throw new NotProven(CONDITION_NOT_MET, otherwise);
            }
        }
    }

    private static boolean holds(@Nullable Object value, List<String> allowed) {
        return value instanceof List<?> several
                ? several.stream().anyMatch(one -> isOne(one, allowed))
                : isOne(value, allowed);
    }

    private static boolean isOne(@Nullable Object value, List<String> allowed) {
        return switch (value) {
            case String text -> allowed.stream().anyMatch(pattern -> fits(pattern, text));
            case Long number -> allowed.contains(number.toString());
            case Boolean truth -> allowed.contains(truth.toString());
            case null, default -> false;
        };
    }

    private static boolean fits(String pattern, String text) {
        if (pattern.endsWith("*")) {
            return text.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.startsWith("*") ? text.endsWith(pattern.substring(1)) : text.equals(pattern);
    }
}
