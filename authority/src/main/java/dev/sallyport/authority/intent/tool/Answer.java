package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Haystack;
import dev.sallyport.authority.intent.text.Imperative;
import dev.sallyport.authority.intent.text.Segment;
import dev.sallyport.authority.intent.text.Segments;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// What a target answered, read: everything, what is left without instructions, and the instructions.
///
record Answer(Haystack whole, Haystack data, List<Instruction> instructions) {

    private static final int LENGTH = 3;
    private static final int MOST_INSTRUCTIONS = 60;

    private record Entry(Haystack text, Direction topic) {}

    /// @param numbers one for each instruction that is read
    static Answer of(String text, Meanings meanings, LongSupplier numbers) {
        List<Segment> segments = Segments.of(text);
        boolean[] told = told(segments);
        StringBuilder data = new StringBuilder();
        Map<Integer, StringBuilder> rest = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (told[i]) continue;
            Segment segment = segments.get(i);
            data.append(segment.text()).append('\n');
            rest.computeIfAbsent(segment.record(), _ -> new StringBuilder())
                    .append(segment.text())
                    .append('\n');
        }
        return new Answer(
                new Haystack(text), new Haystack(data.toString()), instructions(segments, rest, meanings, numbers));
    }

    private static boolean[] told(List<Segment> segments) {
        boolean[] told = new boolean[segments.size()];
        for (int i = 0; i < told.length; i++) {
            if (segments.get(i).shaped() == 0) continue;
            for (int k = i; k < end(segments, i); k++) told[k] = true;
        }
        return told;
    }

    private static int end(List<Segment> segments, int from) {
        int end = from + 1;
        while (end < Math.min(from + LENGTH, segments.size())
                && !segments.get(end).begins()) end++;
        return end;
    }

    private static List<Instruction> instructions(
            List<Segment> segments, Map<Integer, StringBuilder> rest, Meanings meanings, LongSupplier numbers) {
        Map<Integer, Entry> entries = new HashMap<>();
        List<Instruction> instructions = new ArrayList<>();
        for (int i = 0; i < segments.size() && instructions.size() < MOST_INSTRUCTIONS; i++) {
            if (segments.get(i).shaped() == 0) continue;
            Entry entry = entries.computeIfAbsent(
                    segments.get(i).record(), key -> entry(rest.getOrDefault(key, new StringBuilder()), meanings));
            instructions.add(instruction(numbers.getAsLong(), segments.subList(i, end(segments, i)), entry, meanings));
        }
        return List.copyOf(instructions);
    }

    private static Entry entry(StringBuilder text, Meanings meanings) {
        return new Entry(
                new Haystack(text.toString()), meanings.directionOf(meanings.tokens(Words.content(text.toString()))));
    }

    private static Instruction instruction(long number, List<Segment> segments, Entry entry, Meanings meanings) {
        StringBuilder text = new StringBuilder();
        List<Token> tokens = new ArrayList<>();
        for (Segment segment : segments) {
            text.append(segment.text()).append('\n');
            for (String word : segment.words()) tokens.add(token(word, meanings));
        }
        Direction direction = meanings.directionOf(tokens);
        return new Instruction(
                number,
                segments.getFirst().shaped(),
                segments.getFirst().text(),
                new Haystack(text.toString()),
                List.copyOf(tokens),
                direction,
                entry.text(),
                1 - direction.near(entry.topic()));
    }

    /// Who tells to "retrive" something tells to retrieve it.
    private static Token token(String word, Meanings meanings) {
        Token token = meanings.token(word);
        return token.row() < 0 ? meanings.token(Imperative.spelt(word)) : token;
    }
}
