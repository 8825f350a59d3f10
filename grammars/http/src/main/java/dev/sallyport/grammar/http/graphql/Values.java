package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.Leaves;
import dev.sallyport.grammar.http.text.Unclear;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of one request: literals, and variables with their defaults (section 6.1.2).
final class Values {

    private static final int MOST = 5000;
    private static final int LONGEST_PATH = 2000;
    private static final int MOST_PATHS = 1 << 20;

    private final Map<String, Json> given;
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Set<String> declared;
    private int left = MOST;
    private int room = MOST_PATHS;

    /// @param variables an object or null
    Values(List<VariableDefinition> definitions, Json variables) throws Unclear {
        if (!(variables instanceof Json.Members) && !(variables instanceof Json.Null)) {
            throw new Unclear("GraphQL variables that are no JSON object");
        }
        this.given = variables.members();
        for (VariableDefinition definition : definitions) {
            if (definition.getDefaultValue() != null) {
                defaults.put(definition.getName(), definition.getDefaultValue());
            }
        }
        this.declared = Set.copyOf(
                definitions.stream().map(VariableDefinition::getName).distinct().toList());
    }

    /// The leaves of a value; none for a variable without a value.
    List<Argument> leaves(String path, Value<?> value) throws Unclear {
        List<Argument> leaves = new ArrayList<>();
        walk(path, value, leaves);
        return leaves;
    }

    private void walk(String path, Value<?> value, List<Argument> leaves) throws Unclear {
        if (left-- == 0) {
            throw new Unclear("a GraphQL request of more than " + MOST + " values");
        }
        checkPath(path);
        switch (value) {
            case VariableReference reference -> variable(path, reference.getName(), leaves);
            case ArrayValue array -> array(path, array, leaves);
            case ObjectValue object -> object(path, object, leaves);
            case StringValue text -> leaves.add(new Argument(path, String.valueOf(text.getValue())));
            case IntValue number ->
                leaves.add(new Argument(path, number.getValue().toString()));
            case FloatValue number ->
                leaves.add(new Argument(path, number.getValue().toString()));
            case BooleanValue truth -> leaves.add(new Argument(path, String.valueOf(truth.isValue())));
            case EnumValue choice -> leaves.add(new Argument(path, choice.getName()));
            case NullValue _ -> leaves.add(new Argument(path, "null"));
            default -> throw new Unclear("a GraphQL value of an unknown kind");
        }
    }

    /// Each value has the whole way to it in its name.
    private void checkPath(String path) throws Unclear {
        room -= path.length();
        if (room < 0 || path.length() > LONGEST_PATH) {
            throw new Unclear("a GraphQL request with too long names around its values");
        }
    }

    /// Each of its elements is a leaf at least: a list is counted by what stands in it.
    private void array(String path, ArrayValue array, List<Argument> leaves) throws Unclear {
        int size = array.getValues().size();
        for (int i = 0; i < size; i++) {
            String element = path + "[" + i + "]";
            int before = leaves.size();
            walk(element, array.getValues().get(i), leaves);
            if (leaves.size() == before) {
                leaves.add(new Argument(element, "null"));
            }
        }
        empty(size == 0, path, "[]", leaves);
    }

    private void object(String path, ObjectValue object, List<Argument> leaves) throws Unclear {
        int before = leaves.size();
        for (ObjectField field : object.getObjectFields()) {
            walk(Leaves.inside(path, field.getName()), field.getValue(), leaves);
        }
        empty(leaves.size() == before, path, "{}", leaves);
    }

    private static void empty(boolean empty, String path, String text, List<Argument> leaves) {
        if (empty) {
            leaves.add(new Argument(path, text));
        }
    }

    private void variable(String path, String name, List<Argument> leaves) throws Unclear {
        if (!declared.contains(name)) {
            throw new Unclear("a GraphQL variable that is not declared");
        }
        Json value = given.get(name);
        Value<?> otherwise = defaults.get(name);
        if (value != null) {
            List<Argument> found = Leaves.of(path, value).stream()
                    .map(leaf -> new Argument(leaf.path(), leaf.value()))
                    .toList();
            left -= found.size();
            if (left < 0) {
                throw new Unclear("a GraphQL request of more than " + MOST + " values");
            }
            for (Argument each : found) {
                checkPath(each.name());
            }
            leaves.addAll(found);
        } else if (otherwise instanceof VariableReference) {
            throw new Unclear("a GraphQL variable that defaults to another");
        } else if (otherwise != null) {
            walk(path, otherwise, leaves);
        }
    }

    /// All variables, whether a field uses them or not: they are sent.
    List<Argument> variables() {
        List<Argument> all = new ArrayList<>();
        given.forEach((name, value) -> Leaves.of(Leaves.inside("variables", name), value)
                .forEach(leaf -> all.add(new Argument(leaf.path(), leaf.value()))));
        return all;
    }
}
