package dev.sallyport.app.config.check;

import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.PurposeEntry;
import dev.sallyport.app.config.ResourceName;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.problem.Suggestion;
import dev.sallyport.app.config.rules.Canonical;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Door two's lines: what they name exists, and what they say about sensitive columns fits the target.
record PurposeChecks(Configuration configuration, Problems problems) {

    void check() {
        configuration.purposes().forEach(this::check);
    }

    private void check(String name, PurposeEntry purpose) {
        String path = "purposes." + name;
        if (name.equals(Purpose.DEFAULT)) {
            problems.error(path, "the name is taken: sessions that state no purpose have it");
        }
        Map<AllowEntry, Integer> seen = new HashMap<>();
        for (int i = 0; i < purpose.allow().size(); i++) {
            AllowEntry line = purpose.allow().get(i);
            String at = path + ".allow[" + i + "]";
            Integer first = seen.putIfAbsent(line, i);
            if (first != null) {
                problems.warn(at, "says the same as `allow[" + first + "]`, keep one");
            }
            line.effect().resources().forEach(resource -> resource(at, line, resource));
        }
    }

    private void resource(String path, AllowEntry line, ResourceName resource) {
        TargetEntry target = configuration.targets().get(resource.target());
        if (target == null) {
            problems.error(
                    path,
                    "no such target"
                            + Suggestion.clause(
                                    resource.target(), configuration.targets().keySet()) + ": "
                            + Shown.of(resource.toString()));
        } else if (!resource.isEvery()) {
            sensitive(path, line, resource, target);
        }
    }

    private void sensitive(String path, AllowEntry line, ResourceName resource, TargetEntry target) {
        List<String> sensitive =
                Canonical.keys(target.sensitive()).getOrDefault(Canonical.name(resource.name()), List.of());
        line.fields().stream()
                .filter(f -> sensitive.contains(f)
                        && !line.sensitive().contains(f)
                        && !line.mask().contains(f))
                .forEach(f -> problems.warn(
                        path + ".fields",
                        "is sensitive and stays denied until `sensitive` names it too: " + Shown.of(f)));
        known(path + ".sensitive", line.sensitive(), sensitive, resource);
        known(path + ".mask", line.mask(), sensitive, resource);
        masks(path + ".mask", line);
    }

    private void known(String path, List<String> named, List<String> sensitive, ResourceName resource) {
        named.stream()
                .filter(f -> !sensitive.contains(f))
                .forEach(f -> problems.warn(
                        path,
                        "is not sensitive in " + Shown.of("targets." + resource.target() + ".sensitive") + ": "
                                + Shown.of(f)));
    }

    private void masks(String path, AllowEntry line) {
        if (!line.mask().isEmpty() && line.effect().verb() != Verb.READ) {
            problems.error(path, "only what is read can be masked, remove it");
        }
        line.mask().stream()
                .filter(line.sensitive()::contains)
                .forEach(f -> problems.error(path, "is granted by `sensitive` already, name it once: " + Shown.of(f)));
    }
}
