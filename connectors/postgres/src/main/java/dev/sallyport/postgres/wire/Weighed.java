package dev.sallyport.postgres.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What an agent has put under names, and how many bytes of memory that holds. On the loop only.
final class Weighed<T> {

    private final Map<String, T> named = new HashMap<>();
    private final ToLongFunction<T> scale;
    private long weight;

    Weighed(ToLongFunction<T> scale) {
        this.scale = scale;
    }

    @Nullable
    T get(String name) {
        return named.get(name);
    }

    /// @param value null: the name is gone
    void put(String name, @Nullable T value) {
        T before = value == null ? named.remove(name) : named.put(name, value);
        if (before != null) weight -= scale.applyAsLong(before);
        if (value != null) weight += scale.applyAsLong(value);
    }

    void clear() {
        named.clear();
        weight = 0;
    }

    long weight() {
        return weight;
    }
}
