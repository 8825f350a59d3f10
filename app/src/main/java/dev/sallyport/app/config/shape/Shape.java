package dev.sallyport.app.config.shape;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may stand at a place of the file.
public sealed interface Shape {

    /// One word.
    ///
    /// @param words what it must be
    /// @param json the types of JSON that may hold it
    /// @param pattern for editors; empty for none
    /// @param secret never shown
    record Leaf(Class<?> type, String words, List<String> json, String pattern, boolean secret, Reader reader)
            implements Shape {
        public Leaf {
            json = List.copyOf(json);
        }
    }

    /// One of a few words.
    record Choice(Class<?> type, Map<String, Object> constants) implements Shape {
        public Choice {
            constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        }
    }

    /// @param single may be written as its only element
    record ListOf(Shape element, boolean single) implements Shape {}

    /// @param names the keys are names that the configuration gives
    record MapOf(Shape value, boolean names) implements Shape {}

    /// A mapping with known keys: a record.
    record Fields(Class<? extends Record> type, List<Member> members, Map<String, String> refused) implements Shape {
        public Fields {
            members = List.copyOf(members);
            refused = Map.copyOf(refused);
        }
    }

    /// A word or a mapping.
    record Either(Leaf word, Fields mapping) implements Shape {}

    /// One component of a record.
    sealed interface Member {
        String doc();
    }

    /// @param fallback the default in YAML; empty when the key is required or may be left out
    /// @param required true when the key must be there
    record Field(
            String key, String doc, Shape shape, Optional<String> fallback, boolean required, Optional<Bounds> bounds)
            implements Member {}

    /// Exactly one of these keys.
    record OneKey(String doc, Map<String, Alternative> byKey) implements Member {
        public OneKey {
            byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
        }
    }

    /// @param builder makes the component from what stood under the key
    record Alternative(Shape shape, Builder builder) {}

    @FunctionalInterface
    interface Builder {
        Object build(Object value);
    }

    @FunctionalInterface
    interface Reader {
        /// @param base the folder that relative paths start from
        /// @throws IllegalArgumentException with what the text must be
        Object read(String text, Path base);
    }
}
