package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Token;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A call, read.
///
/// @param everything each value, also those that tell nothing
/// @param fetches true when it brings something, and changes nothing but what lies here
/// @param pages where its addresses lead, without what is asked there; empty for what is no page
/// @param name words of the tool's name, without little ones
/// @param direction of name and description
/// @param named how near texts that were compared with it before came to the words of the tool's name
record Proposed(
        List<Value> values,
        List<Value> everything,
        Effect effect,
        boolean fetches,
        List<String> pages,
        List<Token> name,
        Direction direction,
        Explained named) {

    private static final String DOWNLOAD = Stem.of("download");

    /// @param named of all calls of this tool
    static Proposed of(Call call, Explained named, Meanings meanings) {
        List<Token> name = meanings.tokens(Words.content(call.tool()));
        List<Token> all = new ArrayList<>(name);
        all.addAll(meanings.tokens(Words.content(Effect.firstSentence(call.description()))));
        List<Value> everything = Value.of(call);
        Effect effect = Effect.of(call);
        return new Proposed(
                telling(everything, name),
                everything,
                effect,
                fetches(effect, name),
                pages(everything),
                name,
                meanings.directionOf(all),
                named);
    }

    private static List<String> pages(List<Value> values) {
        return values.stream()
                .filter(value -> value.kind() == Value.Kind.ADDRESS)
                .map(Value::page)
                .toList();
    }

    /// Without values that only say again what the tool is called: `/downloads` for `download_file` tells nothing.
    private static List<Value> telling(List<Value> values, List<Token> name) {
        List<String> stems = name.stream().map(Token::stem).toList();
        return values.stream()
                .filter(value ->
                        value.kind() != Value.Kind.NAME || value.stems().isEmpty() || !stems.containsAll(value.stems()))
                .toList();
    }

    /// The same call, with some of its values.
    Proposed only(Predicate<Value> some) {
        List<Value> left = values.stream().filter(some).toList();
        return left.size() == values.size()
                ? this
                : new Proposed(left, everything, effect, fetches, pages, name, direction, named);
    }

    private static boolean fetches(Effect effect, List<Token> name) {
        return effect == Effect.READ
                || (effect == Effect.WRITE
                        && name.stream().anyMatch(word -> word.stem().equals(DOWNLOAD)));
    }

    /// Whether every address of it is this page, or one below that does not climb out of it again.
    boolean isBelow(String place) {
        return !pages.isEmpty() && pages.stream().allMatch(page -> page.equals(place) || isBelow(place, page));
    }

    private static boolean isBelow(String place, String page) {
        return page.startsWith(place + "/") && !page.contains("/..") && !page.contains("%2e");
    }

    boolean hasValues() {
        return !values.isEmpty();
    }
}
