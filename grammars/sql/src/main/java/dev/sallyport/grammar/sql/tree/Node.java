package dev.sallyport.grammar.sql.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One node of the tree. libpg_query leaves out what is zero, false or empty, so every accessor has a default.
///
/// @param type PostgreSQL's name for it, such as `ColumnRef`; empty for a part whose type its field implies
/// @param fields its fields
public record Node(String type, JsonNode fields) {

    /// The node that stands in a field which may hold any node; empty for `{}` and for what is no node.
    public static Optional<Node> wrapped(JsonNode holder) {
        if (!holder.isObject() || holder.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, JsonNode> only = holder.properties().iterator().next();
        return Character.isUpperCase(only.getKey().charAt(0))
                ? Optional.of(new Node(only.getKey(), only.getValue()))
                : Optional.empty();
    }

    /// Whether any node in there, however deep, is such a one.
    public static boolean anyIn(JsonNode value, Predicate<Node> such) {
        if (wrapped(value).filter(such).isPresent()) {
            return true;
        }
        for (JsonNode part : value) {
            if (anyIn(part, such)) {
                return true;
            }
        }
        return false;
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    public boolean has(String field) {
        return fields.has(field);
    }

    public String text(String field) {
        return fields.path(field).asText("");
    }

    public boolean flag(String field) {
        return fields.path(field).asBoolean(false);
    }

    public int number(String field) {
        return fields.path(field).asInt(0);
    }

    public Optional<Node> child(String field) {
        return wrapped(fields.path(field));
    }

    /// A field that always holds the same type of node, which the tree therefore does not name.
    public Optional<Node> part(String field, String type) {
        JsonNode part = fields.path(field);
        return part.isObject() ? Optional.of(new Node(type, part)) : Optional.empty();
    }

    /// The nodes of a list; places that are empty in PostgreSQL's own list are left out.
    public List<Node> list(String field) {
        List<Node> nodes = new ArrayList<>();
        for (JsonNode item : fields.path(field)) {
            wrapped(item).ifPresent(nodes::add);
        }
        return nodes;
    }

    /// A list of strings: the parts of a qualified name, column aliases.
    public List<String> names(String field) {
        return list(field).stream()
                .filter(item -> item.is("String"))
                .map(item -> item.text("sval"))
                .toList();
    }

    /// Everything in the fields other than these.
    public List<Map.Entry<String, JsonNode>> others(Set<String> known) {
        return fields.properties().stream()
                .filter(field -> !known.contains(field.getKey()))
                .toList();
    }
}
