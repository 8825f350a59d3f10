package dev.sallyport.grammar.sql;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One grammar for all tests: it is safe on every thread and keeps nothing a test could notice.
final class Grammar {

    static final GrammarLimits PATIENT = new GrammarLimits(
            GrammarLimits.DEFAULT.statementCharacters(),
            GrammarLimits.DEFAULT.nesting(),
            Duration.ofSeconds(60),
            2,
            256,
            64,
            GrammarLimits.DEFAULT.syntaxCharacters(),
            GrammarLimits.DEFAULT.meaningCharacters());

    static final SqlGrammar SHARED = new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), PATIENT);
    static final View VIEW = Crm.view();

    private Grammar() {}

    static Meaning meaning(String sql) {
        return meaning(sql, VIEW);
    }

    static Meaning meaning(String sql, View view) {
        return SHARED.learn(sql, view).orTimeout(120, TimeUnit.SECONDS).join();
    }

    static List<Operation> operations(String sql, String... values) {
        List<BoundValue> bound = Arrays.stream(values).map(BoundValue::ofText).toList();
        return meaning(sql).operations(bound);
    }

    static String words(String sql, String... values) {
        return Words.of(operations(sql, values));
    }

    /// @param statement SQL, and text values of its parameters after `<-`, separated by `;`
    static String described(String statement) {
        String[] parts = statement.split(" <- ");
        return words(parts[0], parts.length > 1 ? parts[1].split(";") : new String[0]);
    }

    static String notes(String sql) {
        return String.join("; ", operations(sql).stream().map(Operation::note).toList());
    }
}
