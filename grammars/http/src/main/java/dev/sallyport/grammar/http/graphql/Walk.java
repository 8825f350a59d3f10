package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.text.Unclear;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The way through one operation. Fragments are read where they are spread; how often is bounded, for
/// they multiply.
final class Walk {

    private static final int MOST_FIELDS = 2000;
    private static final int MOST_EFFECTS = 200;
    private static final String TOO_MANY = "a GraphQL query that reaches more than " + MOST_EFFECTS + " objects";
    private static final int DEEPEST = 40;
    private static final Set<String> CONNECTIONS = Set.of("edges", "node", "nodes");

    private final OperationDefinition operation;
    private final Map<String, FragmentDefinition> fragments;
    private final Values values;
    private final Map<String, Verb> verbs;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private int left = MOST_FIELDS;
    private int objects;

    Walk(
            OperationDefinition operation,
            Map<String, FragmentDefinition> fragments,
            Values values,
            Map<String, Verb> verbs) {
        this.operation = operation;
        this.fragments = fragments;
        this.values = values;
        this.verbs = verbs;
    }

    Found found() throws Unclear {
        List<Field> fields = fields(List.of(operation.getSelectionSet()), DEEPEST);
        for (Merged root : roots(fields)) {
            root(root);
        }
        if (effects.isEmpty()) {
            effects.add(new Effect(Verb.DISCOVER, "__typename", new Scope.AtMost(1)));
        }
        arguments.addAll(values.variables());
        return new Found(effects, arguments, true, aliases);
    }

    /// A change that stands there twice is thought to happen twice, whatever its name in the answer.
    private List<Merged> roots(List<Field> fields) {
        return switch (operation.getOperation()) {
            case QUERY, SUBSCRIPTION -> Merged.of(fields);
            case MUTATION -> fields.stream().map(Merged::new).toList();
        };
    }

    private void root(Merged field) throws Unclear {
        String name = field.field().getName();
        if (name.equals("__schema") || name.equals("__type")) {
            count(field);
            effects.add(new Effect(Verb.DISCOVER, name, new Scope.Unbounded(-1)));
        } else if (!name.startsWith("__")) {
            object(field, name, verb(name), new Place(DEEPEST, 1));
        }
    }

    private Verb verb(String root) {
        Verb otherwise = switch (operation.getOperation()) {
            case QUERY, SUBSCRIPTION -> Verb.READ;
            case MUTATION -> Verb.EXECUTE;
        };
        return verbs.getOrDefault(root, otherwise);
    }

    /// A field with what is selected of it. What is further in is only read, also below a mutation.
    private void object(Merged field, String way, Verb verb, Place place) throws Unclear {
        count(field);
        List<Argument> own = arguments(field.field(), way);
        arguments.addAll(own);
        Set<String> names = new TreeSet<>();
        int at = effects.size();
        Scope scope = new Extent(own, way).of(verb);
        inside(field, way, names, place.below(scope));
        List<String> written = verb.readsOnly() || verb == Verb.EXECUTE ? List.copyOf(names) : List.of();
        effects.add(at, new Effect(verb, way, place.of(scope), written, ""));
    }

    private void inside(Merged outer, String way, Set<String> names, Place place) throws Unclear {
        for (Merged merged : Merged.of(fields(outer.inside(), place.depth()))) {
            Field field = merged.field();
            if (field.getName().startsWith("__")) {
                continue;
            }
            boolean leaf = merged.inside().isEmpty();
            if (CONNECTIONS.contains(field.getName()) && !leaf) {
                inside(merged, way, names, place.deeper());
                arguments.addAll(arguments(field, way + "/" + field.getName()));
                continue;
            }
            names.add(field.getName());
            if (field.getAlias() != null) {
                aliases.computeIfAbsent(field.getName(), _ -> new TreeSet<>()).add(field.getAlias());
            }
            if (leaf) {
                arguments.addAll(arguments(field, way + "/" + field.getName()));
            } else if (!field.getName().equals("pageInfo")) {
                object(merged, way + "/" + field.getName(), Verb.READ, place);
            }
        }
    }

    private List<Argument> arguments(Field field, String way) throws Unclear {
        int times = seen.merge(way, 1, Integer::sum) - 1;
        String path = way.replace('/', '.') + (times == 0 ? "" : "[" + times + "]");
        List<Argument> found = new ArrayList<>();
        for (var argument : field.getArguments()) {
            found.addAll(values.leaves(path + "." + argument.getName(), argument.getValue()));
        }
        return found;
    }

    /// The fields of sets, with those of its fragments.
    private List<Field> fields(List<SelectionSet> sets, int depth) throws Unclear {
        List<Field> fields = new ArrayList<>();
        for (SelectionSet set : sets) {
            gather(set, depth, fields);
        }
        return fields;
    }

    private void gather(SelectionSet set, int depth, List<Field> fields) throws Unclear {
        if (depth <= 0) {
            throw new Unclear("a GraphQL query that is too deep, or whose fragments go in circles");
        }
        for (Selection<?> selection : set.getSelections()) {
            if (left-- == 0) {
                throw new Unclear("a GraphQL query of more than " + MOST_FIELDS + " fields");
            }
            switch (selection) {
                case Field field -> fields.add(field);
                case InlineFragment fragment -> gather(fragment.getSelectionSet(), depth - 1, fields);
                case FragmentSpread spread -> gather(fragment(spread.getName()).getSelectionSet(), depth - 1, fields);
                default -> throw new Unclear("a GraphQL selection of an unknown kind");
            }
        }
    }

    private FragmentDefinition fragment(String name) throws Unclear {
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            throw new Unclear("a GraphQL fragment that is not defined");
        }
        return fragment;
    }

    /// As often as it stands there: who repeats a field makes work, also where it is executed once.
    private void count(Merged field) throws Unclear {
        objects += field.fields().size();
        if (objects > MOST_EFFECTS) {
            throw new Unclear(TOO_MANY);
        }
    }
}
