package dev.sallyport.grammar.http.route;

import dev.sallyport.grammar.http.text.Percent;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with named gaps, such as `/customers/{id}/tickets` or `/reports/{name}.csv`.
///
/// @param text as it was written
/// @param resource the literal parts, such as `customers/tickets`; `/` when there is none
public record PathTemplate(String text, String resource, List<TemplateSegment> segments) {

    private static final int MOST_SEGMENTS = 64;

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// @throws IllegalArgumentException when it is not a path, a gap is not closed, or a name occurs
    ///     twice
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash `" + text + "`");
        }
        String path =
                text.length() > 1 && text.endsWith("/") ? text.substring(1, text.length() - 1) : text.substring(1);
        List<TemplateSegment> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String part : path.isEmpty() ? new String[0] : path.split("/", MOST_SEGMENTS + 1)) {
            TemplateSegment segment = TemplateSegment.parse(decoded(part, text));
            segments.add(segment);
            names.addAll(segment.names());
        }
        if (segments.size() > MOST_SEGMENTS || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("too many segments, or a name twice in a path `" + text + "`");
        }
        return new PathTemplate(text, resource(segments), segments);
    }

    private static String decoded(String part, String text) {
        try {
            return Percent.decode(part, false);
        } catch (Unclear e) {
            throw new IllegalArgumentException("not a path: " + e.reason() + " `" + text + "`", e);
        }
    }

    /// The values of its gaps, by name, in their order; empty when the path is another one.
    ///
    /// @param path decoded segments
    public Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            if (!segments.get(i).match(path.get(i), values)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /// Whether at no place it leaves more open than the other, which matches the same path.
    boolean isAtLeastAsSpecificAs(PathTemplate other) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).openness() > other.segments.get(i).openness()) {
                return false;
            }
        }
        return true;
    }

    private static String resource(List<TemplateSegment> segments) {
        List<String> literals = segments.stream()
                .map(TemplateSegment::literal)
                .filter(each -> !each.isEmpty())
                .toList();
        return literals.isEmpty() ? "/" : String.join("/", literals);
    }

    /// The gaps of its last segment; none when that is a literal.
    public List<String> lastNames() {
        return segments.isEmpty() ? List.of() : segments.getLast().names();
    }

    /// All gaps, in their order.
    public List<String> names() {
        return segments.stream().flatMap(segment -> segment.names().stream()).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
