package dev.sallyport.grammar.http.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One segment of a template: a literal, a gap, or both.
///
/// @param text as it was written, decoded
/// @param literal what is not a gap, without separators at the edges of a mixed one; empty for a mere
///     gap
/// @param names of its gaps
/// @param pattern null for a literal and for a mere gap
record TemplateSegment(
        String text,
        String literal,
        List<String> names,
        @Nullable Pattern pattern) {

    private static final Pattern GAP = Pattern.compile("\\{([^{}/]+)}");

    TemplateSegment {
        names = List.copyOf(names);
    }

    static TemplateSegment parse(String text) {
        String literal = GAP.matcher(text).replaceAll("");
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a gap that is not closed `" + text + "`");
        }
        List<String> names = new ArrayList<>();
        GAP.matcher(text).results().forEach(gap -> names.add(gap.group(1)));
        boolean mixed = names.size() > 1 || (!names.isEmpty() && !literal.isEmpty());
        String bare = names.isEmpty() ? text : literal.replaceAll("^[:.-]+|[:.-]+$", "");
        return new TemplateSegment(text, bare, names, mixed ? pattern(text, names.size()) : null);
    }

    /// One gap takes what the literals leave. Where there are several, each ends at the first character
    /// of what follows it, so that no request is matched in more than linear time.
    private static Pattern pattern(String text, int gaps) {
        StringBuilder pattern = new StringBuilder();
        Matcher gap = GAP.matcher(text);
        int at = 0;
        while (gap.find()) {
            if (gap.start() == at && at > 0) {
                throw new IllegalArgumentException("two gaps without anything between them `" + text + "`");
            }
            pattern.append(Pattern.quote(text.substring(at, gap.start())));
            boolean open = gaps == 1 || gap.end() == text.length();
            pattern.append(open ? "(.+)" : "([^" + Pattern.quote(text.substring(gap.end(), gap.end() + 1)) + "]+)");
            at = gap.end();
        }
        return Pattern.compile(pattern + Pattern.quote(text.substring(at)), Pattern.DOTALL);
    }

    /// Adds the values of its gaps.
    boolean match(String segment, Map<String, String> values) {
        if (names.isEmpty()) {
            return segment.equals(text);
        }
        if (pattern == null) {
            values.put(names.getFirst(), segment);
            return true;
        }
        Matcher matcher = pattern.matcher(segment);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return true;
    }

    /// How much it leaves open.
    int openness() {
        return names.isEmpty() ? 0 : pattern == null ? 2 : 1;
    }
}
