package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What of a request touches sensitive properties (R7): also those that are written deep inside, and
/// those that only steer an answer.
record Sensitivity(Map<String, Set<String>> sensitive, boolean maskable) {

    private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9_$]+");

    /// The effect's own, and those of its sensitive properties that stand anywhere in the arguments.
    List<String> fields(Effect effect, List<Argument> arguments) {
        if (effect.fields().isEmpty()) {
            return effect.fields();
        }
        List<String> fields = new ArrayList<>(effect.fields());
        of(effect).stream()
                .filter(name -> !fields.contains(name) && arguments.stream().anyMatch(each -> names(each.name(), name)))
                .forEach(fields::add);
        return fields;
    }

    Set<Label> labels(Effect effect, List<String> fields, List<Argument> arguments) {
        Set<String> own = of(effect);
        Set<Label> labels = EnumSet.noneOf(Label.class);
        if (own.isEmpty()) {
            return labels;
        }
        boolean read = effect.verb() == Verb.READ;
        if (read && arguments.stream().anyMatch(each -> steers(each, own))) {
            labels.add(Label.ORACLE);
        } else if (fields.stream().anyMatch(own::contains) || (read && fields.isEmpty())) {
            labels.add(Label.SENSITIVE);
            if (read && maskable) {
                labels.add(Label.MASKABLE);
            }
        }
        return labels;
    }

    private static boolean steers(Argument argument, Set<String> own) {
        return own.stream().anyMatch(name -> names(argument.name(), name) || names(argument.value(), name));
    }

    private Set<String> of(Effect effect) {
        return sensitive.getOrDefault(effect.resource(), Set.of());
    }

    private static boolean names(String text, String name) {
        return SEPARATORS.splitAsStream(text).anyMatch(name::equalsIgnoreCase);
    }
}
