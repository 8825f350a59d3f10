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
            Map<Verb, Set<String>> byVerb = resources.computeIfAbsent(line.target(), _ -> new EnumMap<>(Verb.class));
            byVerb.computeIfAbsent(line.verb(), _ -> new HashSet<>()).add(line.resource());
            // a function that a line names is charged under that line's limits
            byVerb.computeIfAbsent(Verb.UNKNOWN, _ -> new HashSet<>()).addAll(line.functions());
        }
    }

    boolean concerns(Subject subject) {
        Set<String> names = resources.getOrDefault(subject.target(), Map.of()).getOrDefault(subject.verb(), Set.of());
        return names.contains(subject.resource()) || names.contains("*");
    }
}
