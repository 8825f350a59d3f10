package dev.sallyport.llm.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.action.Action.Argument;
import java.util.ArrayList;
import java.util.List;

/// Every scalar of a tree with the way to it, such as `recipients[0].address`, in the order of the text.
public final class Leaves {

    /// So many; a call with more has one argument `…` in the place of the rest, which nothing can explain.
    public static final int MOST = 1_000;

    private final List<Argument> found = new ArrayList<>();

    private Leaves() {}

    public static List<Argument> of(JsonNode node, String path) {
        Leaves leaves = new Leaves();
        leaves.walk(node, path);
        return leaves.found;
    }

    private void walk(JsonNode node, String path) {
        if (found.size() > MOST) return;
        if (found.size() == MOST) {
            found.add(new Argument("…", "more values than are looked at"));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            walk(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) walk(node.get(i), path + "[" + i + "]");
        } else if (!node.isNull()) {
            found.add(new Argument(path, node.asText()));
        }
    }
}
