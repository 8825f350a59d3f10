package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.words.Stem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Something that requests speak of and commands do.
///
/// @param words stems
/// @param constructs in the vocabulary of [Constructs]
record Concept(String name, Set<String> words, Set<String> constructs) {

    static List<Concept> table() {
        return Table.rows("concepts.txt").stream().map(Concept::of).toList();
    }

    private static Concept of(String[] row) {
        return new Concept(
                row[0].strip(),
                Table.words(row[1]).stream().map(Stem::of).collect(Collectors.toUnmodifiableSet()),
                Table.words(row[2]).stream()
                        .map(word -> word.replace('_', ' '))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean in(Request request) {
        return words.stream().anyMatch(request.stems()::contains);
    }

    boolean in(Set<String> command) {
        return constructs.stream().anyMatch(command::contains);
    }
}
