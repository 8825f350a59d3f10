package dev.sallyport.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.RefValidator;
import com.networknt.schema.path.NodePath;

/// `$ref`, counted. Without references the work is bounded by schema times arguments.
enum CountedRef implements Keyword {
    REF;

    @Override
    public String getValue() {
        return "$ref";
    }

    @Override
    public KeywordValidator newValidator(SchemaLocation at, JsonNode node, Schema parent, SchemaContext context) {
        return new Counting(at, node, parent, context);
    }

    private static final class Counting extends RefValidator {

        Counting(SchemaLocation at, JsonNode node, Schema parent, SchemaContext context) {
            super(at, node, parent, context);
        }

        @Override
        public void validate(ExecutionContext run, JsonNode node, JsonNode root, NodePath at) {
            if (run instanceof BoundedRun bounded) bounded.reference();
            super.validate(run, node, root, at);
        }
    }
}
