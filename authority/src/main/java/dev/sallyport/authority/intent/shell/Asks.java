package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.words.Stem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which effects the words of a request can justify (`asks.txt`).
final class Asks {

    private final Map<String, Set<String>> words = Table.rows("asks.txt").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> stems(Table.words(row[1]))));

    private static Set<String> stems(List<String> plain) {
        return plain.stream().map(Stem::of).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the request has a word that can justify the effect.
    boolean justify(Request request, String effect) {
        Set<String> some = words.getOrDefault(effect, Set.of());
        return some.stream()
                .anyMatch(word -> request.says(word) || request.atoms().contains(word));
    }
}
