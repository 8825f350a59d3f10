package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.problem.Suggestion;
import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Made;
import dev.sallyport.app.config.shape.Shape;
import dev.sallyport.app.config.shape.Shape.Alternative;
import dev.sallyport.app.config.shape.Shape.Field;
import dev.sallyport.app.config.shape.Shape.Fields;
import dev.sallyport.app.config.shape.Shape.Member;
import dev.sallyport.app.config.shape.Shape.OneKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/// Reads one mapping as one record.
final class RecordReader {

    private final Mapper mapper;
    private final Problems problems;
    private final Fields fields;
    private final String path;
    private final Map<String, NodeTuple> entries;
    private boolean complete = true;

    RecordReader(Mapper mapper, Problems problems, Fields fields, String path, Map<String, NodeTuple> entries) {
        this.mapper = mapper;
        this.problems = problems;
        this.fields = fields;
        this.path = path;
        this.entries = entries;
    }

    Optional<Object> read() {
        refuseUnknown();
        List<@Nullable Object> components = new ArrayList<>();
        for (Member member : fields.members()) {
            components.add(component(member));
        }
        return complete ? made(components) : Optional.empty();
    }

    private void refuseUnknown() {
        List<String> known =
                fields.members().stream().flatMap(RecordReader::keys).toList();
        entries.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                problems.error(Paths.of(path, key), YamlText.position(tuple.getKeyNode()), unknown(key, known));
                complete &= mapper.isLenient();
            }
        });
    }

    private String unknown(String key, List<String> known) {
        String refused = fields.refused().get(key);
        return refused != null ? refused : "unknown key" + Suggestion.clause(key, known);
    }

    private static Stream<String> keys(Member member) {
        return switch (member) {
            case Field field -> Stream.of(field.key());
            case OneKey oneKey -> oneKey.byKey().keySet().stream();
        };
    }

    private @Nullable Object component(Member member) {
        return switch (member) {
            case Field field -> field(field);
            case OneKey oneKey -> oneKey(oneKey);
        };
    }

    private @Nullable Object field(Field field) {
        NodeTuple tuple = entries.get(field.key());
        if (tuple == null) {
            return absent(field);
        }
        boolean before = complete;
        Optional<Object> value = written(field.shape(), tuple, field.key()).filter(v -> within(field, v));
        if (value.isPresent() || !mapper.isLenient() || field.required()) return value.orElse(null);
        complete = before;
        return absent(field);
    }

    private Optional<Object> written(Shape shape, NodeTuple tuple, String key) {
        String at = Paths.of(path, key);
        problems.place(at, YamlText.position(tuple.getKeyNode()));
        return orIncomplete(mapper.read(shape, tuple.getValueNode(), at));
    }

    private Optional<Object> orIncomplete(Optional<Object> value) {
        complete &= value.isPresent();
        return value;
    }

    private @Nullable Object absent(Field field) {
        if (field.required()) {
            problems.error(Paths.of(path, field.key()), "missing, give " + Described.of(field.shape()));
            complete = false;
        }
        return field.fallback().flatMap(text -> fallback(field, text)).orElse(null);
    }

    private Optional<Object> fallback(Field field, String text) {
        return orIncomplete(mapper.fallback(field.shape(), text, Paths.of(path, field.key())));
    }

    private boolean within(Field field, Object value) {
        Optional<String> wrong = field.bounds().flatMap(bounds -> outside(field, bounds, value));
        wrong.ifPresent(message -> problems.error(Paths.of(path, field.key()), message));
        complete &= wrong.isEmpty();
        return wrong.isEmpty();
    }

    private Optional<String> outside(Field field, Bounds bounds, Object value) {
        String at = Paths.of(path, field.key());
        boolean fits = compare(mapper.fallback(field.shape(), bounds.min(), at).orElseThrow(), value) <= 0
                && compare(
                                value,
                                mapper.fallback(field.shape(), bounds.max(), at).orElseThrow())
                        <= 0;
        return fits
                ? Optional.empty()
                : Optional.of("must be between " + Shown.of(bounds.min()) + " and " + Shown.of(bounds.max()));
    }

    @SuppressWarnings("unchecked") // both are of the type of one component
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private @Nullable Object oneKey(OneKey oneKey) {
        List<String> present =
                entries.keySet().stream().filter(oneKey.byKey()::containsKey).toList();
        if (present.size() != 1) {
            oneKeyExpected(List.copyOf(oneKey.byKey().keySet()), present);
            return null;
        }
        String key = present.getFirst();
        return chosen(oneKey.byKey().get(key), key).orElse(null);
    }

    private Optional<Object> chosen(@Nullable Alternative alternative, String key) {
        NodeTuple tuple = entries.get(key);
        return alternative == null || tuple == null
                ? Optional.empty()
                : written(alternative.shape(), tuple, key).map(alternative.builder()::build);
    }

    private void oneKeyExpected(List<String> keys, List<String> present) {
        complete = false;
        problems.error(
                path,
                present.isEmpty()
                        ? "missing, give " + (keys.size() == 1 ? "" : "one of ") + Shown.list(keys)
                        : "give only one of " + Shown.list(present));
    }

    private Optional<Object> made(List<@Nullable Object> components) {
        try {
            return Optional.of(Made.of(fields.type(), components));
        } catch (IllegalArgumentException e) {
            problems.error(path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
