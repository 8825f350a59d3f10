package dev.sallyport.http.credential.github;

import dev.sallyport.api.session.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a token may be used for.
///
/// @param repositories `owner/name`, sorted; with `*` in it, every one
/// @param permissions whether each may be written; with `*` in it, every one that is not named
record Reach(Set<String> repositories, Map<String, Boolean> permissions) {

    Reach {
        repositories = Set.copyOf(repositories);
        permissions = Map.copyOf(permissions);
    }

    /// Of a role's lines, narrowed to what a purpose could ever allow.
    ///
    /// @throws IOException when nothing is left, or a line cannot be understood
    static Reach of(String role, List<String> lines, Envelope envelope) throws IOException {
        List<Need> needs = new ArrayList<>();
        try {
            for (String line : lines) {
                Need.ofLine(line).ifPresent(needs::add);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("role `" + role + "`: " + e.getMessage(), e);
        }
        Reach reach = of(needs).cappedTo(!envelope.readsOnly()).within(envelope);
        if (reach.repositories().isEmpty() || reach.permissions().isEmpty()) {
            throw new IOException("the role, or what the purpose leaves of it, names no repository, such as"
                    + " GET /repos/acme/shop/issues `" + role + "`");
        }
        return reach;
    }

    private static Reach of(List<Need> needs) {
        Map<String, Boolean> permissions = new TreeMap<>();
        needs.forEach(need -> permissions.merge(need.permission(), need.write(), Boolean::logicalOr));
        Set<String> repositories = needs.stream().map(Need::repository).collect(Collectors.toSet());
        return new Reach(repositories, permissions);
    }

    private Reach cappedTo(boolean write) {
        Map<String, Boolean> capped = new TreeMap<>(permissions);
        capped.replaceAll((_, may) -> may && write);
        return new Reach(repositories, capped);
    }

    /// An allowance that is about no repository leaves everything as it is.
    private Reach within(Envelope envelope) {
        List<Need> allowed = new ArrayList<>();
        for (Envelope.Allowance allowance : envelope.allowances()) {
            Optional<Need> need = need(allowance);
            if (need.isEmpty()) {
                return this;
            }
            allowed.add(need.get());
        }
        return envelope.unrestricted() || allowed.isEmpty() ? this : and(of(allowed));
    }

    private static Optional<Need> need(Envelope.Allowance allowance) {
        try {
            return Need.ofResource(allowance.resource(), !allowance.verb().readsOnly());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Reach and(Reach other) {
        Set<String> common = new TreeSet<>();
        Map<String, Boolean> both = new TreeMap<>();
        common.addAll(repositories.stream().filter(other::reaches).toList());
        common.addAll(other.repositories.stream().filter(this::reaches).toList());
        permissions.forEach((name, write) -> other.level(name).ifPresent(may -> both.put(name, write && may)));
        other.permissions.forEach((name, write) -> level(name).ifPresent(may -> both.put(name, write && may)));
        return new Reach(common, both);
    }

    private boolean reaches(String repository) {
        return repositories.contains(repository) || repositories.contains(Need.EVERY);
    }

    private Optional<Boolean> level(String permission) {
        return Optional.ofNullable(permissions.getOrDefault(permission, permissions.get(Need.EVERY)));
    }

    boolean everyRepository() {
        return repositories.contains(Need.EVERY);
    }

    boolean everyPermission() {
        return permissions.containsKey(Need.EVERY);
    }

    /// With what an installation has in the place of `*`.
    ///
    /// @param installed levels by permission: `read`, `write`, `admin`
    Reach among(Map<String, String> installed) {
        Map<String, Boolean> named = new TreeMap<>(permissions);
        boolean write = Boolean.TRUE.equals(named.remove(Need.EVERY));
        installed.forEach((name, level) -> {
            if (write || !level.equals("write") || !name.equals("workflows")) {
                named.merge(name, write && !level.equals("read"), Boolean::logicalOr);
            }
        });
        return new Reach(repositories, named);
    }

    /// For the trail.
    String describe() {
        return (everyRepository() ? "every repository" : String.join(" ", new TreeSet<>(repositories))) + ": "
                + new TreeMap<>(permissions)
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + (each.getValue() ? "write" : "read"))
                                .collect(Collectors.joining(", "));
    }
}
