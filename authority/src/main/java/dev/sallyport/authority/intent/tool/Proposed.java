package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A call, read.
///
/// @param name words of the tool's name, without little ones
/// @param direction of name and description
record Proposed(List<Value> values, Effect effect, List<Token> name, Direction direction) {

    static Proposed of(Call call, Meanings meanings) {
        List<Token> name = meanings.tokens(Words.content(call.tool()));
        List<Token> all = new ArrayList<>(name);
        all.addAll(meanings.tokens(Words.content(Effect.firstSentence(call.description()))));
        return new Proposed(telling(call, name), Effect.of(call), name, meanings.directionOf(all));
    }

    /// Without values that only say again what the tool is called: `/downloads` for `download_file` tells nothing.
    private static List<Value> telling(Call call, List<Token> name) {
        List<String> stems = name.stream().map(Token::stem).toList();
        return Value.of(call).stream()
                .filter(value ->
                        value.kind() != Value.Kind.NAME || value.stems().isEmpty() || !stems.containsAll(value.stems()))
                .toList();
    }

    /// The same call, with some of its values.
    Proposed only(Predicate<Value> some) {
        return new Proposed(values.stream().filter(some).toList(), effect, name, direction);
    }

    boolean hasValues() {
        return !values.isEmpty();
    }
}
