package dev.sallyport.app.config.shape;

import dev.sallyport.app.config.shape.Shape.Choice;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How names of Java are written in the file: `VERIFY_FULL` as `verify-full`, record `Postgres` as `postgres`,
/// unless a [Key] says otherwise.
public final class Words {

    private Words() {}

    static Choice choice(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(of((Enum<?>) constant), constant);
        }
        return new Choice(type, constants);
    }

    public static String of(Enum<?> constant) {
        return key(constant)
                .orElseGet(() -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// The key of a record that stands for one of several.
    public static String of(Class<?> type) {
        Key key = type.getAnnotation(Key.class);
        String name = type.getSimpleName();
        return key != null ? key.value() : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Optional<String> key(Enum<?> constant) {
        try {
            return Optional.ofNullable(constant.getDeclaringClass()
                            .getField(constant.name())
                            .getAnnotation(Key.class))
                    .map(Key::value);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum constant without its field: " + constant, e);
        }
    }
}
