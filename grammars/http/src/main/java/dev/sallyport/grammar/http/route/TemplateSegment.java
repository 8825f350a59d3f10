package dev.sallyport.grammar.http.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One segment of a template: a literal, a gap, or both.
///
/// @param literal what is not a gap, without separators at its edges; empty for a mere gap
/// @param names of its gaps
/// @param pattern null for a literal and for a mere gap
record TemplateSegment(
        String literal, List<String> names, @Nullable Pattern pattern) {

    private static final Pattern GAP = Pattern.compile("\\{([^{}/]+)}");

    TemplateSegment {
        names = List.copyOf(names);
    }

    static TemplateSegment parse(String text) {
        Matcher gaps = GAP.matcher(text);
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        List<String> names = new ArrayList<>();
        int at = 0;
        while (gaps.find()) {
            String before = text.substring(at, gaps.start());
            if (before.isEmpty() && at > 0) {
                throw new IllegalArgumentException("two gaps without anything between them `" + text + "`");
            }
            literal.append(before);
            // possessive alternatives cannot give back: a request is matched in linear time
            pattern.append(Pattern.quote(before))
                    .append("([^")
                    .append(stop(text, gaps.end()))
                    .append("]+)");
            names.add(gaps.group(1));
            at = gaps.end();
        }
        String rest = text.substring(at);
        if (rest.indexOf('{') >= 0
                || rest.indexOf('}') >= 0
                || literal.indexOf("{") >= 0
                || literal.indexOf("}") >= 0) {
            throw new IllegalArgumentException("a gap that is not closed `" + text + "`");
        }
        literal.append(rest);
        boolean mixed = !names.isEmpty() && !literal.isEmpty();
        return new TemplateSegment(
                literal.toString().replaceAll("^[:.-]+|[:.-]+$", ""),
                names,
                mixed ? Pattern.compile(pattern + Pattern.quote(rest), Pattern.DOTALL) : null);
    }

    /// What ends a gap: the literal's first character after it; nothing at the end of a segment.
    private static String stop(String text, int end) {
        return end < text.length() ? "\\Q" + text.charAt(end) + "\\E" : "/";
    }

    /// Adds the values of its gaps.
    boolean match(String segment, Map<String, String> values) {
        if (names.isEmpty()) {
            return segment.equals(literal);
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
