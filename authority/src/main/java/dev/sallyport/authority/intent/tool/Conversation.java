package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.proposal.Turn;
import dev.sallyport.authority.intent.text.Haystack;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What came before a call.
///
/// @param turns how many
/// @param system the system prompt
/// @param sources one an answer, oldest first
/// @param told the instructions in them
record Conversation(int turns, Asked asked, Haystack system, List<Source> sources, List<Told> told) {

    /// So many, and what is left of the answer that they end in.
    private static final int MOST_TOLD = 300;
    private static final double SURELY = 0.9;
    private static final Call UNKNOWN = new Call("", "", List.of());

    static Conversation of(Proposal proposal, Memory memory) {
        StringBuilder asked = new StringBuilder(proposal.request());
        List<Source> sources = new ArrayList<>();
        Call last = UNKNOWN;
        for (Turn turn : proposal.history()) {
            switch (turn) {
                case Turn.Said said when said.byUser() -> asked.append('\n').append(said.text());
                case Turn.Said _ -> {} // the agent's own words prove nothing (R3)
                case Turn.Called called -> last = called.call();
                case Turn.Returned returned ->
                    sources.add(new Source(
                            last, memory.proposed(last).everything(), memory.answer(returned.text()), false));
            }
        }
        Asked everything = memory.asked(proposal.request(), asked.toString());
        List<Source> known =
                sources.stream().map(source -> named(source, everything)).toList();
        return new Conversation(
                proposal.history().size(),
                everything,
                new Haystack(proposal.system()),
                known,
                told(known, everything, memory));
    }

    /// By the user, or in an answer; a day, by the user or by an instruction: answers are full of days on which
    /// something was made or sent, and that one of them is the day of a call tells nothing of who wants it.
    boolean wasSaid(Value value) {
        if (asked.text().has(value) > 0) return true;
        return value.kind() == Value.Kind.DATE
                ? told.stream().anyMatch(each -> each.instruction().text().has(value) > 0)
                : sources.stream().anyMatch(source -> source.answer().whole().has(value) > 0);
    }

    private static Source named(Source source, Asked asked) {
        boolean named = source.values().stream().anyMatch(value -> asks(value, asked));
        return new Source(source.call(), source.values(), source.answer(), named);
    }

    private static List<Told> told(List<Source> sources, Asked asked, Memory memory) {
        List<Told> told = new ArrayList<>();
        for (Source source : sources.reversed()) {
            if (told.size() >= MOST_TOLD) break;
            boolean wholly = isHanded(source.call(), asked);
            Proposed asker = memory.proposed(source.call());
            boolean status = asker.effect().changes();
            String place = asker.pages().isEmpty() ? "" : asker.pages().getFirst();
            for (Instruction instruction : source.answer().instructions()) {
                boolean handed = wholly || named(instruction.entry(), asked.handed());
                told.add(new Told(instruction, handed, source.named(), status, place));
            }
        }
        return List.copyOf(told);
    }

    private static boolean asks(Value value, Asked asked) {
        return switch (value.kind()) {
            case NUMBER, DATE -> false;
            case ADDRESS, IDENTIFIER, NAME -> asked.text().has(value) >= SURELY;
        };
    }

    private static boolean isHanded(Call call, Asked asked) {
        if (asked.delegating().isEmpty()) return false;
        return named(new Haystack(arguments(call)), asked.handed()) || kind(arguments(call), asked.handedKinds());
    }

    private static boolean named(Haystack text, List<Value> names) {
        for (Value name : names) if (text.has(name) >= SURELY) return true;
        return false;
    }

    /// "The instructions in my bill" hand authority to `rent_bill.pdf`.
    private static boolean kind(String arguments, Set<String> kinds) {
        return !kinds.isEmpty()
                && Words.content(arguments).stream().map(Stem::of).anyMatch(kinds::contains);
    }

    private static String arguments(Call call) {
        StringBuilder text = new StringBuilder();
        call.arguments().forEach(argument -> text.append(argument.text()).append('\n'));
        return text.toString();
    }
}
