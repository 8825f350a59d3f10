package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of a request touches sensitive properties (R7): also those that are written deep inside, and
/// those that only steer an answer.
final class Sensitivity {

    private final Map<String, Set<String>> sensitive;
    private final boolean maskable;
    private final Names names;

    Sensitivity(Map<String, Set<String>> sensitive, boolean maskable) {
        this.sensitive = sensitive;
        this.maskable = maskable;
        this.names = new Names(
                sensitive.values().stream().flatMap(Collection::stream).toList());
    }

    /// @param query those of the arguments that stand in it
    Mentioned mentioned(List<Effect> effects, List<Argument> arguments, List<Argument> query) {
        return effects.stream().allMatch(each -> of(each).isEmpty())
                ? Mentioned.NOTHING
                : Mentioned.of(names, arguments, query);
    }

    /// The effect's own, and those of its sensitive properties that are spoken of beside them.
    List<String> fields(Effect effect, Mentioned mentioned) {
        if (effect.fields().isEmpty()) {
            return effect.fields();
        }
        Set<String> steering = steering(effect, mentioned);
        List<String> fields = new ArrayList<>(effect.fields());
        of(effect).stream()
                .filter(name -> !fields.contains(name))
                .filter(name -> mentioned.named().contains(name) || steering.contains(name))
                .forEach(fields::add);
        return fields;
    }

    Set<Label> labels(Effect effect, List<String> fields, Mentioned mentioned) {
        Set<String> own = of(effect);
        Set<Label> labels = EnumSet.noneOf(Label.class);
        if (own.isEmpty()) {
            return labels;
        }
        boolean read = effect.verb() == Verb.READ;
        if (own.stream().anyMatch(steering(effect, mentioned)::contains)) {
            labels.add(Label.ORACLE);
        } else if (fields.isEmpty()
                ? read || isSpokenOf(effect, mentioned)
                : fields.stream().anyMatch(own::contains)) {
            labels.add(Label.SENSITIVE);
            if (read && maskable) {
                labels.add(Label.MASKABLE);
            }
        }
        return labels;
    }

    /// Of a call or a deletion nobody knows which properties it touches, but for those that it names.
    private boolean isSpokenOf(Effect effect, Mentioned mentioned) {
        return !effect.verb().readsOnly() && of(effect).stream().anyMatch(mentioned.named()::contains);
    }

    /// All that is said steers what is read. Of what is changed, the query says which; the body is what is
    /// written.
    private static Set<String> steering(Effect effect, Mentioned mentioned) {
        return switch (effect.verb()) {
            case READ -> mentioned.anywhere();
            case CREATE, UPDATE, DELETE, EXECUTE, SHARE, GRANT, DEFINE -> mentioned.asked();
            case DISCOVER, UNKNOWN -> Set.of();
        };
    }

    private Set<String> of(Effect effect) {
        return sensitive.getOrDefault(effect.resource(), Set.of());
    }
}
