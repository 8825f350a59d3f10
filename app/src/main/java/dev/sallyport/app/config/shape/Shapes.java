package dev.sallyport.app.config.shape;

import dev.sallyport.app.config.shape.Shape.Alternative;
import dev.sallyport.app.config.shape.Shape.Choice;
import dev.sallyport.app.config.shape.Shape.Either;
import dev.sallyport.app.config.shape.Shape.Field;
import dev.sallyport.app.config.shape.Shape.Fields;
import dev.sallyport.app.config.shape.Shape.Leaf;
import dev.sallyport.app.config.shape.Shape.ListOf;
import dev.sallyport.app.config.shape.Shape.MapOf;
import dev.sallyport.app.config.shape.Shape.Member;
import dev.sallyport.app.config.shape.Shape.OneKey;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the shape of a record class. A class it cannot read is a bug of this program, not of a file:
/// `IllegalStateException`.
public final class Shapes {

    private Shapes() {}

    public static Fields of(Class<? extends Record> type) {
        List<Member> members = Arrays.stream(type.getRecordComponents())
                .map(c -> member(type, c))
                .toList();
        Map<String, String> refused = Arrays.stream(type.getAnnotationsByType(Refused.class))
                .collect(Collectors.toMap(Refused::key, Refused::because));
        return new Fields(type, members, refused);
    }

    private static Member member(Class<?> type, RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalStateException("no @Doc on " + type.getName() + "." + component.getName());
        }
        OneOf oneOf = component.getAnnotation(OneOf.class);
        return oneOf != null ? oneKey(component, doc.value(), List.of(oneOf.except())) : field(component, doc.value());
    }

    private static Field field(RecordComponent component, String doc) {
        Optional<String> fallback =
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
        boolean required = fallback.isEmpty() && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(
                keyOf(component),
                doc,
                shape(component.getGenericType(), component),
                fallback,
                required,
                Optional.ofNullable(component.getAnnotation(Bounds.class)));
    }

    private static String keyOf(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key != null ? key.value() : component.getName();
    }

    private static Shape shape(Type type, RecordComponent component) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType().equals(List.class) ->
                new ListOf(
                        shape(list.getActualTypeArguments()[0], component),
                        component.isAnnotationPresent(OneOrMany.class));
            case ParameterizedType map
            when map.getRawType().equals(Map.class) ->
                new MapOf(
                        shape(map.getActualTypeArguments()[1], component), component.isAnnotationPresent(Names.class));
            case Class<?> path
            when component.isAnnotationPresent(InState.class) ->
                asWritten(Leaves.of(path).orElseThrow());
            case Class<?> plain -> plain(plain);
            case Type other -> throw new IllegalStateException("no shape for " + other);
        };
    }

    private static Leaf asWritten(Leaf leaf) {
        Path nowhere = Path.of("");
        return new Leaf(
                leaf.type(),
                leaf.words(),
                leaf.json(),
                leaf.pattern(),
                leaf.secret(),
                (text, _) -> leaf.reader().read(text, nowhere));
    }

    private static Shape plain(Class<?> type) {
        if (type.isEnum()) {
            return Words.choice(type);
        }
        if (type.isSealed() && !type.isAnnotationPresent(Scalar.class)) {
            return either(type);
        }
        return leaf(type).<Shape>map(l -> l).orElseGet(() -> of(type.asSubclass(Record.class)));
    }

    private static Optional<Leaf> leaf(Class<?> type) {
        return type.isAnnotationPresent(Scalar.class) ? Optional.of(ScalarType.leaf(type)) : Leaves.of(type);
    }

    private static Either either(Class<?> type) {
        Leaf word = permitted(type).flatMap(p -> leaf(p).stream()).findFirst().orElseThrow();
        Fields mapping = permitted(type)
                .filter(p -> leaf(p).isEmpty())
                .map(p -> of(p.asSubclass(Record.class)))
                .findFirst()
                .orElseThrow();
        return new Either(word, mapping);
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses());
    }

    private static OneKey oneKey(RecordComponent component, String doc, List<String> except) {
        Class<?> type = component.getType();
        return new OneKey(doc, type.isSealed() ? perRecord(type) : perConstant(type.asSubclass(Record.class), except));
    }

    private static Map<String, Alternative> perRecord(Class<?> type) {
        Map<String, Alternative> byKey = new LinkedHashMap<>();
        permitted(type)
                .forEach(p -> byKey.put(Words.of(p), new Alternative(of(p.asSubclass(Record.class)), value -> value)));
        return byKey;
    }

    private static Map<String, Alternative> perConstant(Class<? extends Record> type, List<String> except) {
        RecordComponent[] pair = type.getRecordComponents();
        Choice constants = Words.choice(pair[0].getType());
        Shape value = shape(pair[1].getGenericType(), pair[1]);
        Map<String, Alternative> byKey = new LinkedHashMap<>();
        constants.constants().forEach((word, constant) -> {
            if (!except.contains(String.valueOf(constant))) {
                byKey.put(word, new Alternative(value, v -> Made.of(type, List.of(constant, v))));
            }
        });
        return byKey;
    }
}
