package dev.sallyport.trail.line;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What was written of an object, so that it is not put together again each time. Knows objects by
/// their identity, keeps none of them alive, and forgets what others of the same place need. Not
/// thread-safe.
///
/// @param <T> immutable, and always written in the same way
final class Written<T> {

    private final @Nullable Entry<T>[] entries;

    private static final class Entry<T> {
        private final WeakReference<T> of;
        private final byte[] bytes;

        Entry(T object, byte[] bytes) {
            this.of = new WeakReference<>(object);
            this.bytes = bytes;
        }
    }

    /// @param places a power of two: how many are remembered at most
    @SuppressWarnings({"unchecked", "rawtypes"})
    Written(int places) {
        entries = new Entry[places];
    }

    /// Appends the same as `writing` does, which is called for what is not known yet.
    ///
    /// @param json what it ends with asks for a comma before the object each time, or never
    /// @param writing only appends
    void write(T object, Json json, BiConsumer<T, Json> writing) {
        int place = System.identityHashCode(object) & (entries.length - 1);
        Entry<T> entry = entries[place];
        if (entry != null && entry.of.refersTo(object)) {
            json.copy(entry.bytes, 0);
            return;
        }
        int start = json.length();
        writing.accept(object, json);
        entries[place] = new Entry<>(object, Arrays.copyOfRange(json.array(), start, json.length()));
    }
}
