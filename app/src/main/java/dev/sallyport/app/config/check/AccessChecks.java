package dev.sallyport.app.config.check;

import dev.sallyport.api.session.Mode;
import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.DeclaredBy;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.problem.Suggestion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Door one's rules: what they name exists, and somebody may say which purpose holds.
record AccessChecks(Configuration configuration, Problems problems, Instant now) {

    void check() {
        List<AccessEntry> access = configuration.access();
        for (int i = 0; i < access.size(); i++) {
            check("access[" + i + "]", access.get(i));
            sameName(access, i);
        }
    }

    private void check(String path, AccessEntry entry) {
        exists(
                path + ".from",
                "auth method",
                entry.from(),
                configuration.authMethods().keySet());
        exists(path + ".to", "target", entry.to(), configuration.targets().keySet());
        TargetEntry target = configuration.targets().get(entry.to());
        if (target != null) {
            exists(
                    path + ".as",
                    "role of " + Shown.of(entry.to()),
                    entry.as(),
                    target.roles().keySet());
        }
        purposes(path + ".purposes", entry);
        declaredBy(path, entry);
        observe(path, entry);
    }

    private void exists(String path, String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problems.error(path, "no such " + what + Suggestion.clause(name, known) + ": " + Shown.of(name));
        }
    }

    private void purposes(String path, AccessEntry entry) {
        Map<String, ?> known = configuration.purposes();
        if (entry.purposes().isEmpty()) {
            problems.error(path, "none is given, so the rule lets nobody do anything: give at least one");
        }
        for (int i = 0; i < entry.purposes().size(); i++) {
            String at = path + "[" + i + "]";
            exists(problems.written(at) ? at : path, "purpose", entry.purposes().get(i), known.keySet());
        }
    }

    /// R1: with several purposes, the rule says who chooses.
    private void declaredBy(String path, AccessEntry entry) {
        boolean byClaim = entry.declaredBy().contains(DeclaredBy.CLAIM);
        if (entry.purposes().size() > 1 && entry.declaredBy().isEmpty()) {
            problems.error(
                    path + ".purposes", "has several purposes and nobody who may choose: say who in `declaredBy`");
        }
        if (byClaim && entry.claim().isEmpty()) {
            problems.error(path + ".claim", "missing, name the claim that holds the purpose");
        }
        if (!byClaim && !entry.claim().isEmpty()) {
            problems.error(
                    path + ".claim", "is not looked at unless `declaredBy` says `claim`: " + Shown.of(entry.claim()));
        }
    }

    /// R20: observing ends by itself.
    private void observe(String path, AccessEntry entry) {
        Instant until = entry.until();
        if (entry.mode() == Mode.ENFORCE) {
            if (until != null) {
                problems.error(
                        path + ".until", "belongs to `mode: observe`, take it out: " + Shown.of(until.toString()));
            }
        } else if (until == null) {
            problems.error(path + ".until", "missing, say when `mode: observe` ends");
        } else if (!until.isAfter(now)) {
            problems.error(
                    path + ".until", "is over, set `mode: enforce` or a later end: " + Shown.of(until.toString()));
        }
    }

    private void sameName(List<AccessEntry> access, int index) {
        String name = access.get(index).name();
        if (!name.isEmpty()
                && access.subList(0, index).stream().anyMatch(e -> e.name().equals(name))) {
            problems.error("access[" + index + "].name", "names another rule too: " + Shown.of(name));
        }
        if (!name.matches("[A-Za-z0-9_-]{0,63}")) {
            problems.error(
                    "access[" + index + "].name",
                    "must be a name of letters, digits, `-` and `_`, at most 63 long: " + Shown.of(name));
        }
    }
}
