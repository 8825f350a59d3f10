package dev.sallyport.llm.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.action.Action.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every scalar of a tree with the way to it, such as `recipients[0].address`, in the order of the text.
public final class Leaves {

    /// So many; a call with more has one argument `…` in the place of the rest, which nothing can explain.
    public static final int MOST = 1_000;

    /// Characters of all ways together: with long names around many small values, a short document has ways of
    /// gigabytes.
    private static final long MOST_WAYS = 1 << 20;

    private final List<Argument> found = new ArrayList<>();
    private long ways;
    private boolean over;

    private Leaves() {}

    public static List<Argument> of(JsonNode node, String path) {
        Leaves leaves = new Leaves();
        leaves.walk(node, path);
        return leaves.found;
    }

    private void more() {
        over = true;
        found.add(new Argument("…", "more values than are looked at"));
    }

    private void walk(JsonNode node, String path) {
        ways += path.length();
        if (found.size() == MOST || ways > MOST_WAYS) {
            more();
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties())
                if (!over) walk(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size() && !over; i++) walk(node.get(i), path + "[" + i + "]");
        } else if (!node.isNull()) {
            found.add(new Argument(path, node.asText()));
        }
    }
}
