package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.words.Stem;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The utilities of `utilities.txt`.
final class Utilities {

    private final Map<String, Utility> known;

    Utilities() {
        known = Table.rows("utilities.txt").stream()
                .map(Utilities::utility)
                .collect(Collectors.toUnmodifiableMap(Utility::name, Function.identity()));
    }

    private static Utility utility(String[] row) {
        return new Utility(
                row[0],
                Effect.valueOf(row[1].toUpperCase(Locale.ROOT)),
                row[2],
                Table.words(row[3]),
                Table.words(row[3]).stream().map(Stem::of).toList());
    }

    Utility of(String name) {
        Utility found = known.get(name);
        if (found == null && name.startsWith("mkfs.")) {
            found = known.get("mkfs");
        }
        return found == null ? Utility.unknown(name) : found;
    }

    Collection<Utility> all() {
        return known.values();
    }
}
