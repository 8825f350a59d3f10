package dev.sallyport.mcp.pin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is different between two forms of a tool, in words for whoever is asked to trust the second: one line
/// for each member of name, title, description, schemas and annotations that came, went or changed. Pure. The
/// words quote the server: untrusted, at most 40 lines of at most 300 characters a value.
public final class ToolChange {

    private static final int MOST = 40;
    private static final int LONGEST = 300;
    private static final int BEFORE = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolChange() {}

    /// @param before the form that is trusted; empty when none is: then all that the tool says is told
    public static List<String> words(Optional<Pin> before, Pin now) {
        try {
            SortedMap<String, String> old = before.isEmpty() ? new TreeMap<>() : said(before.get());
            return bounded(words(old, said(now)));
        } catch (JsonProcessingException _) {
            return List.of("what was kept of it cannot be read: look at what the server lists");
        }
    }

    private static List<String> words(SortedMap<String, String> old, SortedMap<String, String> now) {
        TreeSet<String> members = new TreeSet<>(old.keySet());
        members.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        for (String member : members) line(member, old, now).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> line(String member, SortedMap<String, String> old, SortedMap<String, String> now) {
        String before = old.getOrDefault(member, "");
        String after = now.getOrDefault(member, "");
        if (!old.containsKey(member)) return Optional.of(member + " is new: `" + shortened(after, "") + "`");
        if (!now.containsKey(member)) return Optional.of(member + " is gone, it was: `" + shortened(before, "") + "`");
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(
                        member + " was: `" + shortened(before, after) + "`, is: `" + shortened(after, before) + "`");
    }

    /// From a little before the place where it differs, so that nothing hides behind a long beginning.
    private static String shortened(String text, String other) {
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) same++;
        int from = Math.max(0, same - BEFORE);
        int to = Math.min(text.length(), from + LONGEST);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private static List<String> bounded(List<String> lines) {
        if (lines.size() <= MOST) return lines;
        List<String> first = new ArrayList<>(lines.subList(0, MOST));
        first.add("and " + (lines.size() - MOST) + " more");
        return first;
    }

    private static SortedMap<String, String> said(Pin pin) throws JsonProcessingException {
        JsonNode definition = JSON.readTree(pin.definition());
        SortedMap<String, String> leaves = new TreeMap<>();
        for (String member : ToolPrint.SAID) {
            JsonNode value = definition.path(member);
            if (!value.isMissingNode()) leaves(member, value, leaves);
        }
        return leaves;
    }

    private static void leaves(String path, JsonNode node, Map<String, String> into) {
        if (node.isContainerNode() && !node.isEmpty()) {
            node.properties().forEach(member -> leaves(path + "." + member.getKey(), member.getValue(), into));
            for (int i = 0; node.isArray() && i < node.size(); i++) leaves(path + "[" + i + "]", node.get(i), into);
        } else {
            into.put(path, node.isTextual() ? node.textValue() : node.toString());
        }
    }
}
