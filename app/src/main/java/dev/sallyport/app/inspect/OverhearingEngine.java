package dev.sallyport.app.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.grammar.sql.engine.Syntax;
import dev.sallyport.grammar.sql.engine.SyntaxEngine;

/// PostgreSQL's grammar, with a catalog that hears what a statement names before it is asked about it: the reader of a
/// statement parses it first and looks names up afterwards, on one thread.
record OverhearingEngine(SyntaxEngine engine, AssumedCatalog catalog) implements SyntaxEngine {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Syntax parse(String sql) {
        Syntax syntax = engine.parse(sql);
        if (syntax instanceof Syntax.Tree tree) {
            overhear(tree.json());
        }
        return syntax;
    }

    private void overhear(String tree) {
        try {
            catalog.adopt(Mentioned.in(JSON.readTree(tree)));
        } catch (JsonProcessingException _) {
            // nested deeper than the grammar reads either: it will say so
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
