package dev.sallyport.app.config.problem;

import dev.sallyport.app.config.problem.Problem.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Collects problems, so that all of them are told at once, and knows where each path stands. For one thread.
public final class Problems {

    /// A file full of nonsense is not worth more lines than this.
    public static final int MOST = 1000;

    private static final Comparator<Problem> IN_FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Map<String, Position> positions = new HashMap<>();
    private Set<String> broken = Set.of();

    /// Remembers where a path stands; the first place counts.
    public void place(String path, Position position) {
        positions.putIfAbsent(path, position);
    }

    /// True when the file itself says something there, as opposed to a default.
    public boolean written(String path) {
        return positions.containsKey(path);
    }

    public void error(String path, String message) {
        add(Severity.ERROR, path, positionOf(path), message);
    }

    public void error(String path, Position position, String message) {
        add(Severity.ERROR, path, position, message);
    }

    public void warn(String path, String message) {
        add(Severity.WARNING, path, positionOf(path), message);
    }

    /// From now on only errors elsewhere are taken: at, in and around the places of those that were found so far, and
    /// about what is missing beside them, everything else is a consequence or a guess.
    public void elsewhereOnly() {
        broken = found.stream().map(Problem::path).collect(Collectors.toSet());
    }

    private boolean isConsequence(Severity severity, String path) {
        if (broken.isEmpty()) return false;
        return severity == Severity.WARNING
                || broken.stream()
                        .anyMatch(at -> within(path, at)
                                || within(at, path)
                                || (!written(path) && parent(path).equals(parent(at))));
    }

    private static boolean within(String path, String around) {
        if (!path.startsWith(around)) return false;
        return path.length() == around.length() || around.isEmpty() || ".[".indexOf(path.charAt(around.length())) >= 0;
    }

    /// All of them, in the order of the file.
    public List<Problem> all() {
        return found.stream().sorted(IN_FILE_ORDER).toList();
    }

    public boolean anyError() {
        return found.stream().anyMatch(Problem::isError);
    }

    /// True when something is wrong just there.
    public boolean errorAt(String path) {
        return found.stream()
                .anyMatch(problem -> problem.isError() && problem.path().equals(path));
    }

    private void add(Severity severity, String path, Position position, String message) {
        if (found.size() < MOST && !isConsequence(severity, path)) {
            found.add(new Problem(severity, path, position.line(), position.column(), Shown.printable(message)));
        }
    }

    /// The place of the path, or of the nearest thing around it that stands in the file.
    private Position positionOf(String path) {
        String at = path;
        while (!at.isEmpty() && !positions.containsKey(at)) {
            at = parent(at);
        }
        return positions.getOrDefault(at, Position.NOWHERE);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
