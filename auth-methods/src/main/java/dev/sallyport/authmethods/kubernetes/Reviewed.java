package dev.sallyport.authmethods.kubernetes;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the API server says about a token: the `status` of a TokenReview.
///
/// @param username `system:serviceaccount:NAMESPACE:NAME`
/// @param claims of the service account and of what the token is bound to
record Reviewed(String username, SortedMap<String, Object> claims) {

    private static final Pattern SERVICE_ACCOUNT = Pattern.compile(
            "system:serviceaccount:(?<namespace>[a-z0-9]([-a-z0-9]*[a-z0-9])?):(?<name>[a-z0-9]([-.a-z0-9]*[a-z0-9])?)");

    /// @param whenNot why a token that is not authenticated is refused
    static Reviewed of(Map<String, Object> status, Set<String> audiences, RefusalReason whenNot) throws NotProven {
        if (!Boolean.TRUE.equals(status.get("authenticated"))) {
            throw new NotProven(
                    whenNot, "the cluster does not authenticate the token: forged, expired, or what it is for is gone");
        }
        // without audiences the API server does not know what they are, and checked the token for itself
        if (!(status.get("audiences") instanceof List<?> meant) || Collections.disjoint(meant, audiences)) {
            throw new NotProven(WRONG_AUDIENCE, "the cluster does not say that the token is meant for this gateway");
        }
        if (!(status.get("user") instanceof Map<?, ?> user) || !(user.get("username") instanceof String username)) {
            throw new NotProven(MALFORMED, "the cluster's answer does not name the user");
        }
        Matcher account = SERVICE_ACCOUNT.matcher(username);
        if (!account.matches()) {
            throw new NotProven(UNSUPPORTED, "the token is not a service account's");
        }
        return new Reviewed(username, claims(user, username, account));
    }

    private static SortedMap<String, Object> claims(Map<?, ?> user, String username, Matcher account) {
        SortedMap<String, Object> claims = new TreeMap<>();
        claims.put("username", username);
        claims.put("namespace", account.group("namespace"));
        claims.put("serviceaccount", account.group("name"));
        if (user.get("uid") instanceof String uid) {
            claims.put("serviceaccount_uid", uid);
        }
        if (user.get("groups") instanceof List<?> groups) {
            claims.put("groups", groups);
        }
        if (user.get("extra") instanceof Map<?, ?> extra) {
            KubernetesNames.IN_EXTRA.forEach((name, key) -> {
                if (extra.get(key) instanceof List<?> values && values.size() == 1) {
                    claims.put(name, values.getFirst());
                }
            });
        }
        return claims;
    }
}
