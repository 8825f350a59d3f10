package dev.sallyport.app.config.shape;

import dev.sallyport.app.config.shape.Shape.Leaf;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Makes a leaf of a type with [Scalar] and its `parse`.
final class ScalarType {

    private ScalarType() {}

    static Leaf leaf(Class<?> type) {
        Scalar scalar = type.getAnnotation(Scalar.class);
        Method parse = Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals("parse"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parse in " + type.getName()));
        return new Leaf(
                type,
                scalar.value(),
                List.of(scalar.json()),
                scalar.pattern(),
                scalar.secret(),
                (text, base) -> call(parse, text, base));
    }

    private static Object call(Method parse, String text, Path base) {
        try {
            return parse.getParameterCount() == 1 ? parse.invoke(null, text) : parse.invoke(null, text, base);
        } catch (InvocationTargetException e) {
            throw Made.asThrown(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parse + " is not public", e);
        }
    }
}
