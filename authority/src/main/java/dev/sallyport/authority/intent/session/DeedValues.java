package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What an action was given: its arguments and the keys of its operations.
final class DeedValues {

    private static final Set<String> NONE = Set.of("", "true", "false", "null");

    private DeedValues() {}

    static Set<String> values(Action action) {
        Set<String> values = new HashSet<>();
        for (Action.Argument each : action.arguments()) add(each.value(), values);
        for (Operation operation : action.operations())
            if (operation.scope() instanceof Scope.Keyed keyed)
                for (Scope.Key key : keyed.keys()) for (String value : key.values()) add(value, values);
        return values;
    }

    /// What can be only yes, no or nothing comes from nowhere.
    static void add(String value, Set<String> values) {
        String plain = Plain.of(value);
        if (!NONE.contains(plain.toLowerCase(Locale.ROOT))) values.add(plain);
    }

    /// Where it was given nothing and changes nothing: the tool's name has the resource's in it, `list_customers`.
    static boolean isMeant(Action action, ModelCall call) {
        Set<String> words = words(call.tool());
        return !action.changes() && action.operations().stream().allMatch(operation -> isNamed(operation, words));
    }

    private static boolean isNamed(Operation operation, Set<String> words) {
        String[] parts = operation.resource().name().split("[./]", -1);
        return words.contains(stem(parts[parts.length - 1]));
    }

    private static Set<String> words(String tool) {
        Set<String> words = new HashSet<>();
        words.add(stem(tool));
        for (String word : tool.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})", -1)) words.add(stem(word));
        return words;
    }

    private static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.length() > 3 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
