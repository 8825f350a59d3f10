package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.PurposeEntry;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.check.Grammars.Granted;
import dev.sallyport.app.config.check.RoleGrants.Grant;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.rules.Canonical;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Warns of roles that are wider than any purpose that uses them: the lease takes the difference away, but whoever
/// reads the role believes that somebody needs it.
record WidthChecks(Configuration configuration, RoleGrants grants, Problems problems) {

    void check() {
        configuration.targets().forEach((name, target) -> {
            if (target.lease().account() == null) {
                target.roles().keySet().forEach(role -> role(name, target, role));
            }
        });
    }

    private void role(String name, TargetEntry target, String role) {
        List<PurposeEntry> purposes = purposes(name, target, role);
        boolean open = purposes.stream().anyMatch(p -> p.otherwise() == Otherwise.HOLD);
        if (purposes.isEmpty() || open) {
            return;
        }
        List<AllowEntry> lines =
                purposes.stream().flatMap(p -> p.allow().stream()).toList();
        grants.of(name, role)
                .forEach(grant -> grant.gives().stream()
                        .filter(Granted::isNamed)
                        .forEach(given -> given(name, target, grant, given, lines)));
    }

    private void given(String name, TargetEntry target, Grant grant, Granted given, List<AllowEntry> lines) {
        List<AllowEntry> matching =
                lines.stream().filter(line -> allows(name, line, given)).toList();
        if (matching.isEmpty()) {
            problems.warn(
                    grant.path(),
                    "wider than any purpose, as none allows it on " + Shown.of(given.resource()) + ": "
                            + Shown.of(grant.text()));
            return;
        }
        List<String> sensitive = Canonical.keys(target.sensitive()).getOrDefault(given.resource(), List.of());
        given.columns().stream()
                .filter(sensitive::contains)
                .filter(column -> matching.stream().noneMatch(line -> shows(line, column)))
                .forEach(column -> problems.warn(
                        grant.path(),
                        "grants a sensitive column that no purpose names in `sensitive` or `mask`: "
                                + Shown.of(column)));
    }

    private static boolean shows(AllowEntry line, String column) {
        return line.sensitive().contains(column) || line.mask().contains(column);
    }

    private static boolean allows(String target, AllowEntry line, Granted given) {
        return line.effect().verb() == given.verb()
                && line.effect().resources().stream()
                        .anyMatch(r -> r.target().equals(target)
                                && (r.isEvery() || Canonical.name(r.name()).equals(given.resource())));
    }

    private List<PurposeEntry> purposes(String name, TargetEntry target, String role) {
        List<AccessEntry> using = configuration.access().stream()
                .filter(e -> e.to().equals(name) && e.as().equals(role))
                .toList();
        Stream<String> defaults = using.isEmpty() ? Stream.empty() : Stream.of(target.defaultPurpose());
        return Stream.concat(using.stream().flatMap(e -> e.purposes().stream()), defaults)
                .distinct()
                .flatMap(p -> Optional.ofNullable(configuration.purposes().get(p)).stream())
                .toList();
    }
}
