package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Haystack;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import dev.sallyport.authority.intent.words.Words;
import java.util.List;
import java.util.Set;

/// Everything the user said.
///
/// @param tokens its content words
/// @param names what the first request calls by name
/// @param delegating the sentences that hand authority to a source; empty when none does
/// @param handed what those sentences call by name
/// @param handedKinds stems of what they call by its kind: "in my bill"
record Asked(
        Haystack text,
        List<Token> tokens,
        Direction direction,
        List<Value> names,
        String delegating,
        List<Value> handed,
        Set<String> handedKinds) {

    private static final int MOST_WORDS = 400;

    static Asked of(String request, String everything, Meanings meanings) {
        List<String> words = Words.content(everything);
        List<Token> tokens = meanings.tokens(words.subList(0, Math.min(words.size(), MOST_WORDS)));
        String delegating = Delegation.in(request);
        return new Asked(
                new Haystack(everything),
                tokens,
                meanings.directionOf(tokens),
                Value.named(request),
                delegating,
                Value.named(delegating),
                Delegation.kinds(delegating));
    }
}
