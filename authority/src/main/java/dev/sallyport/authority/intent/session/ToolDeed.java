package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import java.util.HashSet;
import java.util.Set;

/// The call of a tool is what a model proposed when it is the call of that tool with exactly its arguments.
///
/// @param names as contracts call it, and as its server does
record ToolDeed(Set<String> names, Set<Argument> arguments) implements Deed {

    private static final String CALL = "tools/call ";

    static ToolDeed of(Action action) {
        Set<String> names = new HashSet<>();
        names.add(action.operations().getFirst().resource().name());
        if (action.statement().startsWith(CALL))
            for (Argument leaf : Leaves.of(action.statement().substring(CALL.length())))
                if (leaf.path().equals("name")) names.add(leaf.text());
        Set<Argument> arguments = new HashSet<>();
        for (Action.Argument each : action.arguments())
            arguments.add(new Argument(each.name(), Plain.of(each.value())));
        return new ToolDeed(names, arguments);
    }

    @Override
    public boolean isThat(ModelCall call) {
        return hasItsName(call) && call.arguments().equals(arguments);
    }

    @Override
    public boolean hasItsName(ModelCall call) {
        return names.stream().anyMatch(call::names);
    }
}
