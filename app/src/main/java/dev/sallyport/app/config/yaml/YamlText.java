package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Position;
import dev.sallyport.app.config.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Composes one YAML 1.2 document of UTF-8 into nodes that know where they stand.
public final class YamlText {

    /// Bytes. A large configuration has some tens of thousands.
    public static final int LARGEST = 1 << 20;

    private YamlText() {}

    /// Empty when it cannot be read; then a problem says why.
    public static Optional<Node> compose(byte[] bytes, Problems problems) {
        if (bytes.length > LARGEST) {
            problems.error("", "larger than " + LARGEST + " bytes, split it or take something out");
            return Optional.empty();
        }
        return decoded(bytes, problems).flatMap(text -> compose(text, problems));
    }

    private static Optional<String> decoded(byte[] bytes, Problems problems) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            problems.error("", "not UTF-8, save it as UTF-8");
            return Optional.empty();
        }
    }

    static Optional<Node> compose(String text, Problems problems) {
        try {
            if (!Extent.within(text, settings(), problems)) {
                return Optional.empty();
            }
            return root(new Compose(settings()).composeString(text), problems);
        } catch (MarkedYamlEngineException e) {
            Position place = e.getProblemMark().map(YamlText::position).orElse(Position.NOWHERE);
            problems.error("", place, "not valid YAML: " + Plain.text(problem(e)));
        } catch (YamlEngineException e) {
            problems.error("", "not valid YAML: " + Plain.text(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /// Some of the parser's sentences start in the context.
    private static String problem(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.startsWith("but ") ? e.getContext() + " " + problem : problem;
    }

    private static Optional<Node> root(Optional<Node> root, Problems problems) {
        if (root.isEmpty()) {
            problems.error("", "is empty, start with `listen:`");
        }
        return root;
    }

    static Position position(Node node) {
        return node.getStartMark().map(YamlText::position).orElse(Position.NOWHERE);
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setLabel("configuration")
                .setCodePointLimit(LARGEST)
                .setMaxAliasesForCollections(Extent.MOST_ALIASES)
                .build();
    }
}
