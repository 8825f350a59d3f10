package dev.sallyport.authority.intent.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was read of a text, so that the next decision of the same conversation finds it read. Holds a bounded
/// number of characters; what was not used for longest goes first. Safe on every thread; reading happens
/// outside the lock, so a text may be read twice, with the same result.
final class Remembered<T> {

    private final int mostCharacters;
    private final LinkedHashMap<String, T> read = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    Remembered(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    T of(String text, Function<String, T> reader) {
        synchronized (read) {
            T known = read.get(text);
            if (known != null) return known;
        }
        T fresh = reader.apply(text);
        keep(text, fresh);
        return fresh;
    }

    private void keep(String text, T fresh) {
        synchronized (read) {
            if (read.put(text, fresh) == null) characters += text.length();
            while (characters > mostCharacters && read.size() > 1) {
                Map.Entry<String, T> oldest = read.pollFirstEntry();
                characters -= oldest.getKey().length();
            }
        }
    }
}
