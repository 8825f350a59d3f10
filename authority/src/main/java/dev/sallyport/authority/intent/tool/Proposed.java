package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.List;

/// A call, read.
///
/// @param everything each value, also those that tell nothing
/// @param name words of the tool's name, without little ones
/// @param direction of name and description
/// @param explained how well it is explained by what was compared with it before
/// @param named how near that came to the words of the tool's name
record Proposed(
        List<Value> values,
        List<Value> everything,
        Effect effect,
        List<Token> name,
        Direction direction,
        Explained explained,
        Explained named) {

    private static final int TEXTS = 512;

    /// @param named of all calls of this tool
    static Proposed of(Call call, Explained named, Meanings meanings) {
        List<Token> name = meanings.tokens(Words.content(call.tool()));
        List<Token> all = new ArrayList<>(name);
        all.addAll(meanings.tokens(Words.content(Effect.firstSentence(call.description()))));
        List<Value> everything = Value.of(call);
        return new Proposed(
                telling(everything, name),
                everything,
                Effect.of(call),
                name,
                meanings.directionOf(all),
                new Explained(TEXTS),
                named);
    }

    /// Without values that only say again what the tool is called: `/downloads` for `download_file` tells nothing.
    private static List<Value> telling(List<Value> values, List<Token> name) {
        List<String> stems = name.stream().map(Token::stem).toList();
        return values.stream()
                .filter(value ->
                        value.kind() != Value.Kind.NAME || value.stems().isEmpty() || !stems.containsAll(value.stems()))
                .toList();
    }

    boolean hasValues() {
        return !values.isEmpty();
    }
}
