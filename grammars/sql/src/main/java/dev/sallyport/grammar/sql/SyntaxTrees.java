package dev.sallyport.grammar.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.grammar.sql.engine.Syntax;
import dev.sallyport.grammar.sql.engine.SyntaxEngine;

/// Text → tree, bounded in depth.
final class SyntaxTrees {

    private final SyntaxEngine engine;
    private final JsonMapper mapper;
    private final int nesting;

    SyntaxTrees(SyntaxEngine engine, GrammarLimits limits) {
        this.engine = engine;
        this.nesting = limits.nesting();
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(nesting)
                .maxStringLength(Math.max(limits.statementCharacters(), 1024))
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .build();
    }

    /// What is known about a text.
    sealed interface Answer {
        /// @param size characters of its JSON
        record Understood(JsonNode tree, int size) implements Answer {}

        /// @param passing true when asking again may help
        record Refused(String note, boolean passing) implements Answer {}

        /// It is no statement.
        record Wrong(String note) implements Answer {}
    }

    Answer read(String sql) {
        return switch (engine.parse(sql)) {
            case Syntax.Tree tree -> tree(tree.json());
            case Syntax.Rejected rejected -> new Answer.Wrong("not a PostgreSQL statement: " + rejected.message());
            case Syntax.Failed failed ->
                new Answer.Refused("the statement cannot be read: " + failed.reason(), failed.passing());
        };
    }

    private Answer tree(String json) {
        try {
            return new Answer.Understood(mapper.readTree(json), json.length());
        } catch (JsonProcessingException e) {
            return new Answer.Refused("the statement cannot be read: nested deeper than " + nesting + " levels", false);
        }
    }
}
