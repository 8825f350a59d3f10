package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action.Argument;
import java.util.ArrayList;
import java.util.List;

/// Every value in a tree, under a name that says where it stands: `items[0].id`. An empty object or
/// array is a value too, and a member's name with dots or brackets in it stands in quotes.
final class Leaves {

    private final List<Argument> found = new ArrayList<>();
    private final int most;

    /// @param most leaves; what comes after is left out, see [#complete]
    Leaves(int most) {
        this.most = most;
    }

    void add(String name, JsonNode tree) {
        switch (tree) {
            case ObjectNode object ->
                object.properties().forEach(each -> add(under(name, each.getKey()), each.getValue()));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) add(name + "[" + i + "]", array.get(i));
            }
            default -> leaf(name, tree.asText());
        }
    }

    private void leaf(String name, String value) {
        if (found.size() <= most) found.add(new Argument(name, value));
    }

    private static String under(String name, String key) {
        boolean plain = !key.isEmpty() && key.chars().noneMatch(c -> ".[]\"".indexOf(c) >= 0);
        if (!plain) return name + "[\"" + key.replace("\"", "\\\"") + "\"]";
        return name.isEmpty() ? key : name + "." + key;
    }

    boolean complete() {
        return found.size() <= most;
    }

    List<Argument> found() {
        return complete() ? found : found.subList(0, most);
    }
}
