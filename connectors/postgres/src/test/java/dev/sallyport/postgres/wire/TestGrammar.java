package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real grammar with a catalog in which everything that is built in is harmless and there are no tables: for tests
/// whose judge reads the text alone.
public final class TestGrammar {

    private static final Catalog EMPTY = new Catalog() {
        @Override
        public long generation() {
            return 1;
        }

        @Override
        public Optional<Relation> relation(String schema, String name) {
            return Optional.empty();
        }

        @Override
        public boolean harmlessFunction(String schema, String name) {
            return true;
        }

        @Override
        public boolean aggregate(String name) {
            return name.equals("count");
        }

        @Override
        public boolean harmlessOperator(String schema, String name) {
            return true;
        }

        @Override
        public boolean builtInType(String schema, String name) {
            return true;
        }
    };

    public static final Ceilings CEILINGS = new Ceilings(Map.of("statement_timeout", Duration.ofSeconds(60)));

    private TestGrammar() {}

    public static SqlGrammar create() {
        return new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), GrammarLimits.DEFAULT);
    }

    public static View view() {
        return new View(EMPTY, "crm", List.of("public"), "support", List.of(), Map.of(), CEILINGS);
    }
}
