package dev.sallyport.authority.contract;

import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Subject;
import dev.sallyport.authority.rules.Line;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What some line limits: nothing else needs a counter.
final class Tracked {

    private final Map<String, Map<Verb, Set<String>>> resources = new HashMap<>();

    /// @param lines those with the limit in question
    Tracked(Collection<Line> lines) {
        for (Line line : lines) {
            Set<String> names = resources
                    .computeIfAbsent(line.target(), _ -> new EnumMap<>(Verb.class))
                    .computeIfAbsent(line.verb(), _ -> new HashSet<>());
            names.add(line.resource());
            // a function that a line names is charged under that line's limits
            if (!line.functions().isEmpty()) function(line);
        }
    }

    private void function(Line line) {
        resources
                .computeIfAbsent(line.target(), _ -> new EnumMap<>(Verb.class))
                .computeIfAbsent(Verb.UNKNOWN, _ -> new HashSet<>())
                .addAll(line.functions());
    }

    boolean concerns(Subject subject) {
        Set<String> names = resources.getOrDefault(subject.target(), Map.of()).getOrDefault(subject.verb(), Set.of());
        return names.contains(subject.resource()) || names.contains("*");
    }
}
