package dev.sallyport.grammar.http.request;

import dev.sallyport.api.action.Action.Argument;
import java.util.List;

/// What a request does.
///
/// @param effects at least one
/// @param arguments those that stand neither in the query nor in the body as such
/// @param itsOwn whether `arguments` are all, so that query and body are not taken apart
public record Found(List<Effect> effects, List<Argument> arguments, boolean itsOwn) {
    public Found {
        effects = List.copyOf(effects);
        arguments = List.copyOf(arguments);
    }
}
