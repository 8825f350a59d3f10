package dev.sallyport.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// How large a schema may be, and where its references may lead: nowhere but into itself (2026-07-28,
/// "`$ref` Resolution" and "Composition-Keyword Resource Use").
record SchemaBounds(int nodes, int depth) {

    static final SchemaBounds DEFAULT = new SchemaBounds(4_000, 48);

    private static final Set<String> DIALECTS = Set.of(
            "https://json-schema.org/draft/2020-12/schema",
            "https://json-schema.org/draft/2019-09/schema",
            "http://json-schema.org/draft-07/schema",
            "http://json-schema.org/draft-06/schema",
            "http://json-schema.org/draft-04/schema");

    /// @return how many nodes it has
    int check(JsonNode schema) throws UnfitSchema {
        dialect(schema.path("$schema").asText(""));
        return walk(schema, 0, 0);
    }

    private static void dialect(String named) throws UnfitSchema {
        String dialect = named.endsWith("#") ? named.substring(0, named.length() - 1) : named;
        if (!dialect.isEmpty() && !DIALECTS.contains(dialect)) throw new UnfitSchema("its dialect is not known here");
    }

    private int walk(JsonNode node, int deep, int before) throws UnfitSchema {
        if (deep > depth) throw new UnfitSchema("it nests deeper than " + depth);
        references(node, deep);
        int count = before + 1;
        if (count > nodes) throw new UnfitSchema("it has more than " + nodes + " parts");
        for (JsonNode each : node) count = walk(each, deep + 1, count);
        return count;
    }

    /// A property may have one of these names too; then its value is a schema, not a text.
    private static void references(JsonNode node, int deep) throws UnfitSchema {
        JsonNode ref = node.path("$ref");
        if (ref.isTextual() && !ref.textValue().startsWith("#"))
            throw new UnfitSchema("it refers to something outside");
        boolean dynamic = node.path("$dynamicRef").isTextual()
                || node.path("$recursiveRef").isTextual();
        boolean renamed = deep > 0
                && (node.path("$id").isTextual() || node.path("$schema").isTextual());
        if (dynamic || renamed) throw new UnfitSchema("it refers to something that cannot be told beforehand");
    }
}
