package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every value in a tree, under a name that says where it stands: `items[0].id`. An empty object or
/// array is a value too, and a member's name with dots or brackets in it stands in quotes.
final class Leaves {

    /// Characters of all names together: with long names around many small values, a short document has names of
    /// gigabytes.
    private static final long MOST_NAMES = 1 << 20;

    private final List<Argument> found = new ArrayList<>();
    private final int most;
    private long names;

    /// @param most leaves; what comes after is left out, see [#complete]
    Leaves(int most) {
        this.most = most;
    }

    void add(String name, JsonNode tree) {
        names += name.length();
        switch (tree) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> each : object.properties())
                    if (complete()) add(under(name, each.getKey()), each.getValue());
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size() && complete(); i++) add(name + "[" + i + "]", array.get(i));
            }
            default -> leaf(name, tree.asText());
        }
    }

    private void leaf(String name, String value) {
        if (complete()) found.add(new Argument(name, value));
    }

    private static String under(String name, String key) {
        boolean plain = !key.isEmpty() && key.chars().noneMatch(c -> ".[]\"".indexOf(c) >= 0);
        if (!plain) return name + "[\"" + key.replace("\"", "\\\"") + "\"]";
        return name.isEmpty() ? key : name + "." + key;
    }

    boolean complete() {
        return found.size() <= most && names <= MOST_NAMES;
    }

    List<Argument> found() {
        return found.size() <= most ? found : found.subList(0, most);
    }
}
