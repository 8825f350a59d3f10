package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.grammar.http.text.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which sensitive properties one request speaks of. Worked out once, whatever the number of its effects.
///
/// @param named in the names of arguments
/// @param anywhere in the names or the values of arguments
/// @param asked in the names or the values of the query
record Mentioned(Set<String> named, Set<String> anywhere, Set<String> asked) {

    static final Mentioned NOTHING = new Mentioned(Set.of(), Set.of(), Set.of());

    /// @param query those of the arguments that stand in it
    static Mentioned of(Names names, List<Argument> arguments, List<Argument> query) {
        Set<String> named = in(names, arguments.stream().map(Argument::name));
        Set<String> anywhere = in(names, arguments.stream().map(Argument::value));
        anywhere.addAll(named);
        Set<String> asked = in(names, query.stream().flatMap(each -> Stream.of(each.name(), each.value())));
        return new Mentioned(named, anywhere, asked);
    }

    /// A variable that is used often is one text.
    private static Set<String> in(Names names, Stream<String> texts) {
        Set<String> found = new HashSet<>();
        texts.distinct().forEach(text -> names.find(text, found));
        return found;
    }
}
