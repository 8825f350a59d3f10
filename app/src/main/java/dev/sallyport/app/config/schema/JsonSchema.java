package dev.sallyport.app.config.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.shape.Shape;
import dev.sallyport.app.config.shape.Shapes;
import java.util.Map;
import java.util.TreeMap;

/// The JSON Schema of the configuration file, draft 2020-12. It helps editors; `sallyport check` is the judge.
public final class JsonSchema {

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private JsonSchema() {}

    public static String text() {
        JsonSchema schema = new JsonSchema();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Sallyport configuration");
        root.setAll(schema.fields(Shapes.of(Configuration.class)));
        root.set("$defs", JsonNodeFactory.instance.objectNode().setAll(schema.definitions));
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private ObjectNode of(Shape shape) {
        return switch (shape) {
            case Shape.Leaf leaf -> leaf(leaf);
            case Shape.Choice choice -> choice(choice);
            case Shape.ListOf list -> list(list);
            case Shape.MapOf map -> map(map);
            case Shape.Fields fields -> reference(fields);
            case Shape.Either either -> anyOf(leaf(either.word()), reference(either.mapping()));
        };
    }

    private static ObjectNode leaf(Shape.Leaf leaf) {
        ObjectNode node = node();
        if (leaf.json().size() == 1) {
            node.put("type", leaf.json().getFirst());
        } else {
            leaf.json().forEach(node.putArray("type")::add);
        }
        if (!leaf.pattern().isEmpty()) {
            node.put("pattern", leaf.pattern());
        }
        return node;
    }

    private static ObjectNode choice(Shape.Choice choice) {
        ObjectNode node = node();
        choice.constants().keySet().forEach(node.putArray("enum")::add);
        return node;
    }

    private ObjectNode list(Shape.ListOf list) {
        ObjectNode node = node().put("type", "array").set("items", of(list.element()));
        return list.single() ? anyOf(of(list.element()), node) : node;
    }

    private ObjectNode map(Shape.MapOf map) {
        ObjectNode node = node().put("type", "object").set("additionalProperties", of(map.value()));
        if (map.names()) {
            node.putObject("propertyNames").put("pattern", "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$");
        }
        return node;
    }

    private ObjectNode reference(Shape.Fields fields) {
        String name = fields.type().getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, node());
            definitions.put(name, fields(fields));
        }
        return node().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode fields(Shape.Fields fields) {
        ObjectNode node = node().put("type", "object");
        ObjectNode properties = node.putObject("properties");
        fields.members().forEach(member -> member(member, node, properties));
        return node.put("additionalProperties", false);
    }

    private void member(Shape.Member member, ObjectNode node, ObjectNode properties) {
        switch (member) {
            case Shape.Field field -> {
                properties.set(field.key(), described(of(field.shape()), field));
                if (field.required()) {
                    node.withArray("required").add(field.key());
                }
            }
            case Shape.OneKey oneKey -> {
                oneKey.byKey()
                        .forEach((key, alternative) ->
                                properties.set(key, of(alternative.shape()).put("description", oneKey.doc())));
                oneKey.byKey()
                        .keySet()
                        .forEach(key -> node.withArray("oneOf")
                                .addObject()
                                .putArray("required")
                                .add(key));
            }
        }
    }

    private static ObjectNode described(ObjectNode node, Shape.Field field) {
        String fallback = field.fallback()
                .map(f -> " Default: " + Defaults.shown(f) + ".")
                .orElse("");
        return node.put("description", field.doc() + (fallback.equals(" Default: .") ? "" : fallback));
    }

    private static ObjectNode anyOf(ObjectNode one, ObjectNode other) {
        ObjectNode node = node();
        node.putArray("anyOf").add(one).add(other);
        return node;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
