package dev.sallyport.grammar.http.request;

import dev.sallyport.api.action.Action.Argument;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a request does.
///
/// @param effects at least one
/// @param arguments those that stand neither in the query nor in the body as such
/// @param itsOwn whether `arguments` are all, so that query and body are not taken apart
/// @param aliases other names under which the answer shows a property, by its own
public record Found(List<Effect> effects, List<Argument> arguments, boolean itsOwn, Map<String, Set<String>> aliases) {
    public Found {
        effects = List.copyOf(effects);
        arguments = List.copyOf(arguments);
        aliases = Map.copyOf(aliases);
    }

    /// Of what shows properties under their own names.
    public Found(List<Effect> effects, List<Argument> arguments, boolean itsOwn) {
        this(effects, arguments, itsOwn, Map.of());
    }
}
