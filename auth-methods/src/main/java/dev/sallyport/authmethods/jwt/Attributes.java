package dev.sallyport.authmethods.jwt;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plain names for what a platform puts deep into its tokens, so that a condition reads `claims.namespace`. A plain
/// name always means what it stands for here: a claim of that name that the token has itself is not seen.
///
/// @param paths from plain name to the members that lead there, such as `pod` to `kubernetes.io`, `pod`, `name`
public record Attributes(Map<String, List<String>> paths) {

    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        paths = Map.copyOf(paths);
    }

    /// The claims and the plain names.
    public SortedMap<String, Object> addedTo(SortedMap<String, Object> claims) {
        if (paths.isEmpty()) {
            return claims;
        }
        SortedMap<String, Object> all = new TreeMap<>(claims);
        paths.forEach((name, path) -> {
            Object value = at(claims, path);
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return Collections.unmodifiableSortedMap(all);
    }

    private static @Nullable Object at(Object value, List<String> path) {
        @Nullable Object found = value;
        for (String member : path) {
            found = found instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return found;
    }
}
