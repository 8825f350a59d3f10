package dev.sallyport.authmethods.spiffe;

import java.util.Arrays;
import java.util.List;

/// Which paths of a trust domain may come: `/ns/support/**`. A segment is literal, or `*` for any one
/// segment; the last may be `**` for one or more segments. Nothing else is special, and case counts.
final class PathPattern {

    private static final String ONE = "*";
    private static final String REST = "**";

    private final List<String> segments;

    private PathPattern(List<String> segments) {
        this.segments = segments;
    }

    /// @throws IllegalArgumentException when it is no pattern; the message says why
    static PathPattern parse(String text) {
        if (!text.startsWith("/")) throw new IllegalArgumentException("must begin with `/`");
        List<String> segments = List.of(text.substring(1).split("/", -1));
        for (int i = 0; i < segments.size(); i++) {
            check(segments.get(i), i == segments.size() - 1);
        }
        return new PathPattern(segments);
    }

    private static void check(String segment, boolean last) {
        if (segment.equals(REST) && !last) throw new IllegalArgumentException("`**` can only be the last segment");
        if (segment.equals(REST) || segment.equals(ONE)) return;
        if (segment.isEmpty()) throw new IllegalArgumentException("a segment is empty");
        if (segment.contains(ONE)) throw new IllegalArgumentException("`*` stands for a whole segment only");
        if (!segment.matches("[A-Za-z0-9._-]+") || segment.matches("\\.\\.?"))
            throw new IllegalArgumentException("a SPIFFE path has letters, digits, `.`, `-` and `_` only");
    }

    /// @param path of a SPIFFE id; empty for a trust domain itself, which nothing matches
    boolean matches(String path) {
        if (path.isEmpty()) return false;
        List<String> given = Arrays.asList(path.substring(1).split("/", -1));
        boolean open = segments.getLast().equals(REST);
        int fixed = open ? segments.size() - 1 : segments.size();
        if (open ? given.size() <= fixed : given.size() != fixed) return false;
        for (int i = 0; i < fixed; i++) {
            if (!segments.get(i).equals(ONE) && !segments.get(i).equals(given.get(i))) return false;
        }
        return true;
    }
}
