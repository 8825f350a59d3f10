package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.shape.Shape;
import dev.sallyport.app.config.shape.Shape.Choice;
import dev.sallyport.app.config.shape.Shape.Either;
import dev.sallyport.app.config.shape.Shape.Fields;
import dev.sallyport.app.config.shape.Shape.Leaf;
import dev.sallyport.app.config.shape.Shape.ListOf;
import dev.sallyport.app.config.shape.Shape.MapOf;
import dev.sallyport.app.config.shape.Shapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads nodes as values of a shape. Empty means that it could not, and that a problem has been told; it goes on
/// with everything beside it, so that one reading tells all problems.
public final class Mapper {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

    /// Nodes, aliases followed: a bound on the work.
    private static final int MOST_NODES = 200_000;

    private final Path base;
    private final Problems problems;
    private final boolean lenient;
    private boolean lost;
    private int nodes;

    /// @param base the folder that relative paths start from
    public Mapper(Path base, Problems problems) {
        this(base, problems, false);
    }

    private Mapper(Path base, Problems problems, boolean lenient) {
        this.base = base;
        this.problems = problems;
        this.lenient = lenient;
    }

    public <T extends Record> Optional<T> read(Class<T> type, Node root) {
        return read(Shapes.of(type), root, "").map(type::cast);
    }

    /// What is left of a file whose problems were told before, so that the rest can be looked at too: unknown keys
    /// and what is wrong where there is a default are passed over, a list ends before its first broken element.
    /// Empty when a whole named thing is broken: others may speak of it.
    public static <T extends Record> Optional<T> salvage(Class<T> type, Node root, Path base) {
        Mapper mapper = new Mapper(base, new Problems(), true);
        return mapper.read(type, root).filter(_ -> !mapper.lost);
    }

    boolean isLenient() {
        return lenient;
    }

    Optional<Object> read(Shape shape, Node node, String path) {
        problems.place(path, YamlText.position(node));
        if (++nodes > MOST_NODES) {
            return wrong("", "makes more than " + MOST_NODES + " values, take aliases out");
        }
        return switch (shape) {
            case Leaf leaf -> leaf(leaf, node, path);
            case Choice choice -> choice(choice, node, path);
            case ListOf list -> list(list, node, path);
            case MapOf map -> map(map, node, path);
            case Fields fields -> fields(fields, node, path);
            case Either either -> read(node instanceof ScalarNode ? either.word() : either.mapping(), node, path);
        };
    }

    private Optional<Object> leaf(Leaf leaf, Node node, String path) {
        return word(leaf.words(), node, path).filter(w -> fits(leaf, w, path)).flatMap(w -> parsed(leaf, w, path));
    }

    private Optional<Object> parsed(Leaf leaf, ScalarNode word, String path) {
        try {
            return Optional.of(leaf.reader().read(word.getValue(), base));
        } catch (IllegalArgumentException e) {
            return wrong(path, e.getMessage() + shown(leaf, word));
        }
    }

    /// Text that YAML takes for a number or a truth value must be quoted, or `no` and `1.10` change on the way.
    private boolean fits(Leaf leaf, ScalarNode word, String path) {
        boolean text = leaf.type().equals(String.class);
        boolean quoted = !word.isPlain() && leaf.json().stream().noneMatch("string"::equals);
        if (text && !word.getTag().equals(Tag.STR)) {
            wrong(path, "must be text, put it in quotes: " + Shown.of(word.getValue()));
        } else if (quoted) {
            wrong(path, "must be " + leaf.words() + ", without quotes" + shown(leaf, word));
        }
        return !(text && !word.getTag().equals(Tag.STR)) && !quoted;
    }

    private static String shown(Leaf leaf, ScalarNode word) {
        return leaf.secret() ? "" : ": " + Shown.of(word.getValue());
    }

    private Optional<Object> choice(Choice choice, Node node, String path) {
        String words = "one of " + Shown.list(List.copyOf(choice.constants().keySet()));
        Optional<ScalarNode> word = word(words, node, path);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Object constant = choice.constants().get(word.get().getValue());
        return constant != null
                ? Optional.of(constant)
                : wrong(path, "must be " + words + ": " + Shown.of(word.get().getValue()));
    }

    private Optional<Object> list(ListOf list, Node node, String path) {
        if (list.single() && node instanceof ScalarNode) {
            return read(list.element(), node, path).map(List::of);
        }
        if (!(node instanceof SequenceNode sequence)) {
            return wrong(path, "must be a list, not " + kind(node));
        }
        List<Object> elements = new ArrayList<>();
        List<Node> nodes = sequence.getValue();
        for (int i = 0; i < nodes.size() && this.nodes <= MOST_NODES; i++) {
            Optional<Object> element = read(list.element(), nodes.get(i), Paths.of(path, i));
            if (lenient && element.isEmpty()) break;
            element.ifPresent(elements::add);
        }
        return lenient || elements.size() == nodes.size() ? Optional.of(List.copyOf(elements)) : Optional.empty();
    }

    private Optional<Object> map(MapOf map, Node node, String path) {
        return entries(node, path).flatMap(entries -> map(map, entries, path));
    }

    private Optional<Object> map(MapOf map, Map<String, NodeTuple> entries, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach((key, tuple) -> {
            String at = Paths.of(path, key);
            problems.place(at, YamlText.position(tuple.getKeyNode()));
            if (map.names() && !key.matches(NAME)) {
                wrong(at, "must be a name of letters, digits, `-` and `_`, at most 63 long");
            }
            read(map.value(), tuple.getValueNode(), at).ifPresent(value -> values.put(key, value));
        });
        lost |= values.size() < entries.size();
        return values.size() == entries.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Object> fields(Fields fields, Node node, String path) {
        return entries(node, path).flatMap(entries -> new RecordReader(this, problems, fields, path, entries).read());
    }

    /// The entries of a mapping by key. Keys written twice are told; the first counts.
    private Optional<Map<String, NodeTuple>> entries(Node node, String path) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(path, "must be a mapping, not " + kind(node));
            return Optional.empty();
        }
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            key(tuple, path).ifPresent(key -> keep(entries, key, tuple, path));
        }
        return Optional.of(entries);
    }

    private void keep(Map<String, NodeTuple> entries, String key, NodeTuple tuple, String path) {
        NodeTuple first = entries.putIfAbsent(key, tuple);
        if (first != null) {
            problems.error(
                    Paths.of(path, key),
                    YamlText.position(tuple.getKeyNode()),
                    "written twice, first on line "
                            + YamlText.position(first.getKeyNode()).line() + ", keep one");
        }
    }

    private Optional<String> key(NodeTuple tuple, String path) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.error(path, YamlText.position(tuple.getKeyNode()), "has a key that is not a word, write `key: value`");
        return Optional.empty();
    }

    private Optional<ScalarNode> word(String words, Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            wrong(path, "must be " + words + ", not " + kind(node));
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            wrong(path, "has no value, must be " + words);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private static String kind(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case Node _ -> "a single word";
        };
    }

    private Optional<Object> wrong(String path, String message) {
        problems.error(path, message);
        return Optional.empty();
    }

    /// A default or a bound, which stands in a record class and not in the file.
    Optional<Object> fallback(Shape shape, String yaml, String path) {
        Problems own = new Problems();
        Optional<Object> value =
                YamlText.compose(yaml, own).flatMap(node -> new Mapper(base, own).read(shape, node, path));
        if (own.anyError()) {
            throw new IllegalStateException("a default that cannot be read: " + own.all());
        }
        return value;
    }
}
