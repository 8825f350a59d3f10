package dev.sallyport.app.config.check;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.PurposeEntry;
import dev.sallyport.app.config.ResourceName;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.rules.Canonical;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Warns of what can never matter: names that nothing uses, lines that never match, rules behind others.
record ReachChecks(Configuration configuration, RoleGrants grants, Problems problems) {

    void check() {
        unused();
        configuration.purposes().forEach(this::lines);
        shadowed();
    }

    private void unused() {
        configuration.authMethods().keySet().stream()
                .filter(name -> access().noneMatch(e -> e.from().equals(name)))
                .forEach(name -> problems.warn("authMethods." + name, "no access rule lets it in"));
        configuration
                .targets()
                .forEach((name, target) -> target.roles().keySet().stream()
                        .filter(role -> access().noneMatch(e -> e.to().equals(name) && e.as().equals(role)))
                        .forEach(
                                role -> problems.warn("targets." + name + ".roles." + role, "no access rule uses it")));
        configuration.purposes().keySet().stream()
                .filter(name -> reaching(name).findAny().isEmpty())
                .forEach(name -> problems.warn("purposes." + name, "no access rule and no target uses it"));
    }

    private void lines(String name, PurposeEntry purpose) {
        List<AccessEntry> reaching = reaching(name).toList();
        for (int i = 0; i < purpose.allow().size() && !reaching.isEmpty(); i++) {
            AllowEntry line = purpose.allow().get(i);
            String path = "purposes." + name + ".allow[" + i + "]";
            line.effect()
                    .resources()
                    .forEach(resource -> resource(path, line.effect().verb(), resource, reaching));
            limits(path, line);
        }
    }

    private void resource(String path, Verb verb, ResourceName resource, List<AccessEntry> reaching) {
        List<AccessEntry> there =
                reaching.stream().filter(e -> e.to().equals(resource.target())).toList();
        if (there.isEmpty()) {
            problems.warn(
                    path,
                    "never matches, as no access rule reaches the target for this purpose: "
                            + Shown.of(resource.toString()));
        } else if (needsGrant(verb) && there.stream().noneMatch(e -> grants(e, verb, resource))) {
            problems.warn(path, "never works, as no role grants it to this purpose: " + Shown.of(resource.toString()));
        }
    }

    /// Verbs that grants of tables and functions give; for the others a target may have means of its own.
    private static boolean needsGrant(Verb verb) {
        return switch (verb) {
            case READ, CREATE, UPDATE, DELETE -> true;
            case DISCOVER, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN -> false;
        };
    }

    private boolean grants(AccessEntry entry, Verb verb, ResourceName resource) {
        if (hasAccount(entry.to())) return true;
        String name = Canonical.name(resource.name());
        return grants.given(entry.to(), entry.as())
                .anyMatch(g -> g.verb() == verb
                        && (resource.isEvery() || !g.isNamed() || g.resource().equals(name)));
    }

    /// What a standing account may do is not known here.
    private boolean hasAccount(String name) {
        var target = configuration.targets().get(name);
        return target != null && target.lease().account() != null;
    }

    /// An agent that is let in could repeat the line without end, and a workload could open one session after another.
    private void limits(String path, AllowEntry line) {
        boolean bounded = !line.atMost().perHour().isNone()
                || line.hold()
                || line.effect().resources().stream().allMatch(this::hasCeiling);
        if (!needsGrant(line.effect().verb()) || bounded) return;
        if (line.atMost().isUnlimited()) {
            problems.warn(path, "has no limit, so an agent may reach every record: set `atMost`");
        } else {
            problems.warn(
                    path + ".atMost",
                    "bounds no workload, as it may act again and open another session: set `perHour`");
        }
    }

    private boolean hasCeiling(ResourceName resource) {
        var target = configuration.targets().get(resource.target());
        return target != null && !target.ceiling().perHour().isNone();
    }

    /// A rule whose sessions an earlier rule for the same pair already takes, purpose by purpose.
    private void shadowed() {
        List<AccessEntry> access = configuration.access();
        for (int i = 1; i < access.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (covers(access.get(j), access.get(i))) {
                    problems.warn("access[" + i + "]", "never applies, `access[" + j + "]` comes first for the same");
                    break;
                }
            }
        }
    }

    private static boolean covers(AccessEntry earlier, AccessEntry later) {
        return earlier.from().equals(later.from())
                && earlier.to().equals(later.to())
                && new HashSet<>(earlier.purposes()).containsAll(later.purposes());
    }

    private Stream<AccessEntry> access() {
        return configuration.access().stream();
    }

    /// The rules under which a session can have the purpose: named by the rule, or the default of its target.
    private Stream<AccessEntry> reaching(String purpose) {
        return access().filter(e -> e.purposes().contains(purpose) || isDefault(e.to(), purpose));
    }

    private boolean isDefault(String target, String purpose) {
        var entry = configuration.targets().get(target);
        return entry != null && entry.defaultPurpose().equals(purpose);
    }
}
