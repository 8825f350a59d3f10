package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.route.Shape;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// How much a field reaches, by its arguments.
///
/// @param arguments its leaves
record Extent(List<Argument> arguments, String way) {

    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,9})]");
    private static final Set<String> LIMITS = Set.of("first", "last", "limit");
    private static final Set<String> PAGES = Set.of("after", "before", "offset", "skip", "page", "cursor");

    Scope of(Verb verb) {
        List<String> ids = values("id");
        if (!ids.isEmpty() && ids.stream().allMatch(Extent::isOne)) {
            return new Scope.Keyed(List.of(new Scope.Key("id", ids)), true);
        }
        if (verb == Verb.EXECUTE || verb == Verb.CREATE || verb == Verb.SHARE) {
            return new Scope.AtMost(longestList());
        }
        return verb.readsOnly() ? bounded() : new Scope.Unbounded(-1);
    }

    /// An empty object is a condition that holds for all.
    private static boolean isOne(String value) {
        return Shape.isOne(value) && !value.equals("{}") && !value.equals("[]");
    }

    /// Records that are given in a list are as many as it is long.
    private long longestList() {
        return arguments.stream()
                .flatMap(each -> INDEX.matcher(name(each)).results())
                .mapToLong(index -> Long.parseLong(index.group(1)) + 1)
                .max()
                .orElse(1);
    }

    private Scope bounded() {
        List<Argument> limits =
                arguments.stream().filter(each -> LIMITS.contains(name(each))).toList();
        boolean pages = arguments.stream()
                .anyMatch(each -> PAGES.contains(name(each)) && !each.value().equals("null"));
        boolean one = limits.size() == 1 && limits.getFirst().value().matches("[1-9][0-9]{0,8}");
        return one && !pages ? new Scope.AtMost(Long.parseLong(limits.getFirst().value())) : new Scope.Unbounded(-1);
    }

    /// Of `id`, `ids` and `id[…]`.
    private List<String> values(String key) {
        return arguments.stream()
                .filter(each -> name(each).replaceAll("\\[[0-9]+]$", "").matches(key + "s?"))
                .map(Argument::value)
                .filter(value -> !value.equals("null"))
                .distinct()
                .toList();
    }

    /// An argument's own name: what comes after the way, with its place where the field occurs more
    /// than once.
    private String name(Argument argument) {
        String behind = argument.name().substring(way.length());
        return behind.substring(behind.indexOf('.') + 1);
    }
}
