package dev.sallyport.app.config.check;

import dev.sallyport.app.config.Protocol;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.check.Grammars.Granted;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What each role of each target grants, as far as it could be read.
final class RoleGrants {

    /// One line of a role, and what it gives.
    record Grant(String path, String text, List<Granted> gives) {}

    private final Map<String, List<Grant>> byRole = new HashMap<>();

    private RoleGrants() {}

    static RoleGrants read(Map<String, TargetEntry> targets, Grammars.Grants grammar, Problems problems) {
        RoleGrants grants = new RoleGrants();
        targets.forEach((name, target) -> target.roles()
                .forEach((role, lines) -> grants.read(name, role, target.protocol(), lines, grammar, problems)));
        return grants;
    }

    private void read(
            String target,
            String role,
            Protocol protocol,
            List<String> lines,
            Grammars.Grants grammar,
            Problems problems) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String path = "targets." + target + ".roles." + role + "[" + i + "]";
            try {
                grants.add(new Grant(path, lines.get(i), grammar.read(protocol, lines.get(i))));
            } catch (IllegalArgumentException e) {
                problems.error(path, e.getMessage() + ": " + Shown.of(lines.get(i)));
            }
        }
        byRole.put(target + "/" + role, List.copyOf(grants));
    }

    List<Grant> of(String target, String role) {
        return byRole.getOrDefault(target + "/" + role, List.of());
    }

    Stream<Granted> given(String target, String role) {
        return of(target, role).stream().flatMap(g -> g.gives().stream());
    }
}
