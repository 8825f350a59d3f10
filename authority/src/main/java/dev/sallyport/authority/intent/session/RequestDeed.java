package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import java.util.Set;

/// A request is what a model proposed when every value in it is one of the call's, and it goes where the call says,
/// if that says so.
///
/// @param path as it goes to the target
record RequestDeed(Action action, String path, Set<String> values) implements Deed {

    static RequestDeed of(Action action) {
        String[] words = action.statement().split("[ \n]", 3);
        String path = words.length < 2 ? "" : words[1].replaceFirst("(?s)[?#].*", "");
        return new RequestDeed(action, path, DeedValues.values(action));
    }

    @Override
    public boolean isThat(ModelCall call) {
        if (!call.paths().isEmpty()) return goesThere(call) && call.values().containsAll(values);
        return values.isEmpty()
                ? DeedValues.isMeant(action, call)
                : call.values().containsAll(values);
    }

    /// The address that a model knows may have more before the path than the target has.
    private boolean goesThere(ModelCall call) {
        return call.paths().stream().anyMatch(address -> address.equals(path) || address.endsWith(path));
    }

    @Override
    public boolean hasItsName(ModelCall call) {
        return false;
    }
}
