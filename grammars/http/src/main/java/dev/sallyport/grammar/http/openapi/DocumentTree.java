package dev.sallyport.grammar.http.openapi;

import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.json.JsonLimits;
import dev.sallyport.grammar.http.json.JsonReader;
import dev.sallyport.grammar.http.json.Span;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// JSON or YAML 1.2 as one tree.
final class DocumentTree {

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_VALUES = 500_000;
    private static final int DEEPEST = 200;
    private static final Span NOWHERE = new Span(0, 0);

    private int left = MOST_VALUES;

    private DocumentTree() {}

    static Json read(byte[] document) throws InvalidDocument {
        if (document.length > MOST_BYTES) {
            throw new InvalidDocument("the document has more than " + MOST_BYTES + " bytes");
        }
        try {
            return looksLikeJson(document)
                    ? new JsonReader(new JsonLimits(MOST_BYTES, DEEPEST, MOST_VALUES, 1 << 20, 1024, 128))
                            .read(document)
                    : new DocumentTree().yaml(Utf8.decode(document));
        } catch (Unclear e) {
            throw new InvalidDocument("the document is not usable: " + e.reason());
        }
    }

    private static boolean looksLikeJson(byte[] document) {
        for (byte b : document) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '{';
            }
        }
        return false;
    }

    private Json yaml(String text) throws InvalidDocument, Unclear {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(1000)
                .setCodePointLimit(MOST_BYTES)
                .build();
        try {
            checkDepth(settings, text);
            return tree(new Load(settings).loadFromString(text), DEEPEST);
        } catch (YamlEngineException _) {
            throw new InvalidDocument("the document is not well-formed YAML, or a key occurs twice");
        }
    }

    /// The engine recurses without a bound when it composes a tree, but not when it tells events.
    private static void checkDepth(LoadSettings settings, String text) throws Unclear {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw new Unclear("nested too deeply");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    /// Aliases make one node stand in many places, so the values are counted here.
    private Json tree(@Nullable Object node, int depth) throws Unclear {
        if (depth == 0 || left-- == 0) {
            throw new Unclear("nested too deeply, or too many values");
        }
        return switch (node) {
            case null -> new Json.Null(NOWHERE);
            case Map<?, ?> map -> members(map, depth);
            case List<?> list -> {
                List<Json> elements = new ArrayList<>();
                for (Object element : list) {
                    elements.add(tree(element, depth - 1));
                }
                yield new Json.Elements(elements, NOWHERE);
            }
            case Boolean truth -> new Json.Truth(truth, NOWHERE);
            case Number number -> new Json.Numeral(number.toString(), NOWHERE);
            default -> new Json.Text(node.toString(), NOWHERE);
        };
    }

    private Json members(Map<?, ?> map, int depth) throws Unclear {
        Map<String, Json> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            // status codes are numbers to YAML
            if (members.put(String.valueOf(entry.getKey()), tree(entry.getValue(), depth - 1)) != null) {
                throw new Unclear("a key occurs twice");
            }
        }
        return new Json.Members(members, NOWHERE);
    }
}
