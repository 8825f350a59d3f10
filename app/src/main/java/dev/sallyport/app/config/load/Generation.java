package dev.sallyport.app.config.load;

import dev.sallyport.app.config.Configuration;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The hash of a resolved configuration (R24): of its values, with defaults and policies in and with layout, comments
/// and the folder it lies in out. Secrets are in it by reference only.
final class Generation {

    private static final int HEX_DIGITS = 16;

    private final Path base;
    private final StringBuilder text = new StringBuilder();

    private Generation(Path base) {
        this.base = base;
    }

    static String of(Configuration configuration, Map<String, String> policies, Path base) {
        Generation generation = new Generation(base);
        generation.write(configuration);
        generation.write(policies);
        return sha256(generation.text.toString()).substring(0, HEX_DIGITS);
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> text.append('-');
            case Record entry -> entry(entry);
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case Path path -> word(path.startsWith(base) ? base.relativize(path).toString() : path.toString());
            case Enum<?> constant -> word(constant.name());
            case Object word -> word(word.toString());
        }
    }

    private void entry(Record entry) {
        text.append(entry.getClass().getSimpleName()).append('(');
        for (RecordComponent component : entry.getClass().getRecordComponents()) {
            word(component.getName());
            write(value(entry, component));
        }
        text.append(')');
    }

    private static @Nullable Object value(Record entry, RecordComponent component) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " is not public", e);
        }
    }

    private void map(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        text.append('{');
        sorted.forEach((key, value) -> {
            word(key);
            write(value);
        });
        text.append('}');
    }

    private void list(Collection<?> list) {
        text.append('[');
        list.forEach(this::write);
        text.append(']');
    }

    /// With its length, so that no two configurations write the same text.
    private void word(String word) {
        text.append(word.length()).append(':').append(word);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
