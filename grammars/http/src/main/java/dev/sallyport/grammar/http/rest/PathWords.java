package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A path without a description, taken apart.
///
/// @param resource its names, such as `customers/tickets`; `/` for none
/// @param keys the last one of the last segment is `id`, those before are called after what they belong
///     to: `customers.id`
/// @param endsInKey whether the last segment is a key
/// @param action whether it ends in something that is done: `/actions/export`, `:export`, a known
///     imperative
record PathWords(String resource, List<Scope.Key> keys, boolean endsInKey, boolean action) {

    PathWords {
        keys = List.copyOf(keys);
    }

    static PathWords of(List<String> path) {
        return new Walk().over(path);
    }

    private static final class Walk {

        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private final List<String> owners = new ArrayList<>();
        private boolean action;

        PathWords over(List<String> path) {
            boolean last = false;
            for (int i = 0; i < path.size(); i++) {
                last = segment(path.get(i), i == path.size() - 1);
            }
            action |= names.size() > 1 && Actions.isFolder(names.get(names.size() - 2)) && !last;
            return new PathWords(names.isEmpty() ? "/" : String.join("/", names), keys(last), last, action);
        }

        /// True for a key.
        private boolean segment(String segment, boolean last) {
            int colon = last ? segment.lastIndexOf(':') : -1;
            if (colon > 0 && segment.substring(colon + 1).matches("[A-Za-z][A-Za-z0-9_-]*")) {
                segment(segment.substring(0, colon), false);
                names.add(segment.substring(colon + 1));
                action = true;
                return false;
            }
            if (Ids.isId(segment)) {
                values.add(segment);
                owners.add(names.isEmpty() ? "" : names.getLast());
                return true;
            }
            names.add(segment);
            action = last && Actions.isImperative(segment);
            return false;
        }

        private List<Scope.Key> keys(boolean endsInKey) {
            List<Scope.Key> keys = new ArrayList<>();
            Set<String> used = new HashSet<>();
            for (int i = 0; i < values.size(); i++) {
                boolean own = i == values.size() - 1 && (endsInKey || action);
                String name = own || owners.get(i).isEmpty() ? "id" : owners.get(i) + ".id";
                String unique = name;
                for (int n = 2; !used.add(unique); n++) {
                    unique = name + n;
                }
                keys.add(new Scope.Key(unique, List.of(values.get(i))));
            }
            return keys;
        }
    }
}
