package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Haystack;
import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import java.util.List;

/// How well a text explains a call; each from 0 to 1.
///
/// @param values share of the call's values that stand in the text
/// @param name how near the words of the tool's name are to words of the text
/// @param topic how near the call and the text are as a whole
/// @param strength the three together
record Match(double values, double name, double topic, double strength) {

    static Match of(Proposed call, Asked asked, Meanings meanings) {
        return of(call, asked.text(), name(call.name(), asked.tokens(), meanings), asked.direction());
    }

    static Match of(Proposed call, Instruction instruction, Meanings meanings) {
        double name = call.named().by(instruction.number(), () -> name(call.name(), instruction.tokens(), meanings));
        return of(call, instruction.text(), name, instruction.direction());
    }

    /// What either text explains.
    Match or(Match other) {
        return new Match(
                Math.max(values, other.values),
                Math.max(name, other.name),
                Math.max(topic, other.topic),
                Math.max(strength, other.strength));
    }

    private static Match of(Proposed call, Haystack text, double name, Direction direction) {
        double values = values(call.values(), text);
        double topic = call.direction().near(direction);
        double strength = call.hasValues() ? 0.45 * values + 0.3 * name + 0.25 * topic : 0.55 * name + 0.45 * topic;
        return new Match(values, name, topic, strength);
    }

    private static double values(List<Value> values, Haystack text) {
        if (values.isEmpty()) return 0;
        double found = 0;
        double all = 0;
        for (Value value : values) {
            double weight = weight(value);
            all += weight;
            found += weight * text.has(value);
        }
        return found / all;
    }

    /// An address or an identifier says more than a number.
    private static double weight(Value value) {
        return switch (value.kind()) {
            case ADDRESS, IDENTIFIER -> 2;
            case DATE, NAME -> 1;
            case NUMBER -> 0.5;
        };
    }

    private static double name(List<Token> name, List<Token> tokens, Meanings meanings) {
        if (name.isEmpty()) return 0;
        double sum = 0;
        for (Token part : name) {
            double best = 0;
            for (Token token : tokens) best = Math.max(best, meanings.similarity(part, token));
            sum += best;
        }
        return sum / name.size();
    }
}
