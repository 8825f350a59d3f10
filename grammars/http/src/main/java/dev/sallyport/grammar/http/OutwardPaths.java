package dev.sallyport.grammar.http;

import java.util.ArrayList;
import java.util.List;

/// Patterns of paths, such as `/hooks/**`.
final class OutwardPaths {

    private final List<List<String>> patterns = new ArrayList<>();

    OutwardPaths(List<String> patterns) {
        patterns.forEach(pattern -> this.patterns.add(
                List.of(pattern.replaceFirst("^/", "").replaceFirst("/$", "").split("/", -1))));
    }

    boolean match(List<String> path) {
        return patterns.stream().anyMatch(pattern -> match(pattern, 0, path, 0));
    }

    /// Patterns come from the configuration, and a path has no more than some dozen segments.
    private static boolean match(List<String> pattern, int p, List<String> path, int at) {
        if (p == pattern.size()) {
            return at == path.size();
        }
        if (pattern.get(p).equals("**")) {
            return p == pattern.size() - 1
                    || match(pattern, p + 1, path, at)
                    || (at < path.size() && match(pattern, p, path, at + 1));
        }
        return at < path.size()
                && (pattern.get(p).equals("*") || pattern.get(p).equals(path.get(at)))
                && match(pattern, p + 1, path, at + 1);
    }
}
