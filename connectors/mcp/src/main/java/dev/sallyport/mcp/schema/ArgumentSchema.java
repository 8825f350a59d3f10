package dev.sallyport.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.stream.Stream;

/// The schema of one tool's arguments: JSON Schema 2020-12, 2019-09, draft 7, 6 or 4. Formats are not
/// asserted.
public final class ArgumentSchema {

    private static final int REFERENCES = 2_000;
    private static final long WORK = 4_000_000;

    /// Keeps no schema: the same for all.
    private static final SchemaRegistry REGISTRY = registry();

    private final Schema schema;
    private final int nodes;

    private ArgumentSchema(Schema schema, int nodes) {
        this.schema = schema;
        this.nodes = nodes;
    }

    /// @param given a tool's `inputSchema`
    /// @throws UnfitSchema when it cannot be checked: the tool is not to be called then
    public static ArgumentSchema of(JsonNode given) throws UnfitSchema {
        if (!(given instanceof ObjectNode object)) throw new UnfitSchema("it is no object");
        int nodes = SchemaBounds.DEFAULT.check(object);
        ObjectNode own = object.deepCopy();
        own.remove(List.of("$id", "id"));
        try {
            Schema schema = REGISTRY.getSchema(own);
            schema.initializeValidators();
            return new ArgumentSchema(schema, nodes);
        } catch (SchemaException | PatternSyntaxException | IllegalArgumentException e) {
            throw new UnfitSchema("it cannot be understood, or not in bounded time");
        } catch (StackOverflowError e) {
            throw new UnfitSchema("it refers to itself without end");
        }
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .regularExpressionFactory(LinearPattern::of)
                .formatAssertionsEnabled(false)
                .failFast(true)
                .build();
        List<Dialect> dialects = Stream.of(
                        Dialects.getDraft202012(),
                        Dialects.getDraft201909(),
                        Dialects.getDraft7(),
                        Dialects.getDraft6(),
                        Dialects.getDraft4())
                .map(dialect -> Dialect.builder(dialect).keyword(CountedRef.REF).build())
                .toList();
        return SchemaRegistry.withDialects(
                dialects,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaCacheEnabled(false)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    }

    /// @return where arguments do not fit and why, without values; empty when they do
    public String mismatch(JsonNode arguments) {
        if ((long) nodes * size(arguments) > WORK) return "there are too many arguments to check";
        try {
            List<Error> errors = schema.validate(new BoundedRun(REFERENCES), arguments, OutputFormat.DEFAULT);
            return errors.isEmpty() ? "" : said(errors.getFirst());
        } catch (BoundedRun.TooLong | StackOverflowError e) {
            return "checking the arguments takes too long";
        } catch (SchemaException e) {
            return "the tool's schema cannot be followed";
        }
    }

    private static String said(Error error) {
        String property = error.getProperty() == null ? "" : " (" + error.getProperty() + ")";
        return "the arguments do not fit the tool's schema: `" + error.getKeyword() + "`" + property + " at `"
                + error.getInstanceLocation() + "`";
    }

    private static long size(JsonNode tree) {
        long size = 1;
        for (JsonNode each : tree) size += size(each);
        return size;
    }
}
