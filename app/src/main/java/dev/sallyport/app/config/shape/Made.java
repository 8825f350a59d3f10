package dev.sallyport.app.config.shape;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes records through their canonical constructor.
public final class Made {

    private Made() {}

    /// @throws IllegalArgumentException when the record's constructor refuses these components together
    public static Object of(Class<? extends Record> type, List<? extends @Nullable Object> components) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(components.toArray());
        } catch (InvocationTargetException e) {
            throw asThrown(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " is not a public record", e);
        }
    }

    static RuntimeException asThrown(InvocationTargetException e) {
        return e.getCause() instanceof IllegalArgumentException refused
                ? refused
                : new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    }
}
