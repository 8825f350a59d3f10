package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.Syntax;
import dev.sallyport.grammar.sql.engine.SyntaxEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Remembering, waiting and giving up, with an engine that does as it is told.
class SqlGrammarTest {

    private static final String TREE = """
            {"stmts": [{"stmt": {"SelectStmt": {"op": "SETOP_NONE", "targetList": [{"ResTarget": {"val": {"ColumnRef":
            {"fields": [{"String": {"sval": "name"}}]}}}}], "fromClause": [{"RangeVar": {"relname": "customers"}}]}}}]}
            """;

    /// R8: syntax by text, meaning by text and view.
    @Test
    void textIsReadOnceAndUnderstoodOncePerView() {
        Told engine = new Told();
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            View one = Crm.view();
            View other = Crm.view(List.of("hr"));
            assertThat(grammar.known("x", one)).isEmpty();
            Meaning meaning = await(grammar.learn("x", one));
            assertThat(await(grammar.learn("x", one))).isSameAs(meaning);
            assertThat(grammar.known("x", one)).containsSame(meaning);
            assertThat(grammar.known("x", other)).isEmpty();
            assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("READ customers[name] all");
            assertThat(Words.of(await(grammar.learn("x", other)).operations(List.of())))
                    .isEqualTo("UNKNOWN customers");
            assertThat(engine.asked).hasValue(1);
        }
    }

    /// Catalogs are large: whoever changes tables all day would fill the memory with what nobody asks by any more.
    @Test
    void whatWasUnderstoodWithAnOlderCatalogIsForgotten() {
        try (SqlGrammar grammar = grammar(new Told(), Duration.ofSeconds(30))) {
            View older = Crm.view(List.of("public"), 7);
            View newer = Crm.view(List.of("public"), 8);
            await(grammar.learn("x", older));
            assertThat(grammar.known("x", older)).isPresent();
            await(grammar.learn("y", newer));
            assertThat(grammar.known("x", older)).isEmpty();
            assertThat(grammar.known("y", newer)).isPresent();
        }
    }

    /// Tables that grow make new catalogs too, under which every statement means what it meant.
    @Test
    void whatWasUnderstoodWithAnOlderEditionIsForgottenToo() {
        try (SqlGrammar grammar = grammar(new Told(), Duration.ofSeconds(30))) {
            View older = Crm.view(List.of("public"), 7, 1);
            View newer = Crm.view(List.of("public"), 7, 2);
            await(grammar.learn("x", older));
            await(grammar.learn("y", newer));
            assertThat(grammar.known("x", older)).isEmpty();
            assertThat(grammar.known("y", newer)).isPresent();
            await(grammar.learn("x", older)); // late: it began before
            assertThat(grammar.known("y", newer)).isPresent();
        }
    }

    @Test
    void manyWhoAskAtOnceShareOneReading() throws InterruptedException {
        Told engine = new Told();
        engine.gate = new CountDownLatch(1);
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            View view = Crm.view();
            List<CompletableFuture<Meaning>> all =
                    List.of(grammar.learn("x", view), grammar.learn("x", view), grammar.learn("x", view));
            assertThat(grammar.known("x", view)).isEmpty();
            engine.gate.countDown();
            Meaning first = await(all.getFirst());
            assertThat(all).allSatisfy(future -> assertThat(await(future)).isSameAs(first));
            assertThat(engine.asked).hasValue(1);
        }
    }

    @Test
    void whoTakesTooLongIsInterruptedAndAskedAgainNextTime() {
        Told engine = new Told();
        engine.gate = new CountDownLatch(1);
        try (SqlGrammar grammar = grammar(engine, Duration.ofMillis(50))) {
            Meaning meaning = await(grammar.learn("x", Grammar.VIEW));
            assertThat(meaning.operations(List.of()).getFirst().note()).contains("took longer than PT0.05S");
            assertThat(grammar.known("x", Grammar.VIEW)).isEmpty();
            assertThat(await(engine.interrupted)).isTrue();
        }
    }

    @Test
    void aFullQueueAnswersAtOnce() {
        Told engine = new Told();
        engine.gate = new CountDownLatch(1);
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            grammar.learn("a", Grammar.VIEW);
            await(engine.started);
            grammar.learn("b", Grammar.VIEW);
            Meaning meaning = await(grammar.learn("c", Grammar.VIEW));
            assertThat(meaning.operations(List.of()).getFirst().note())
                    .isEqualTo("too many statements wait to be read");
            engine.gate.countDown();
        }
    }

    @Test
    void trivialStatementsNeedNoEngine() {
        Told engine = new Told();
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            for (String sql : List.of("BEGIN", " begin ; ", "COMMIT", "", ";", "Start Transaction")) {
                assertThat(grammar.known(sql, Grammar.VIEW)).as(sql).isPresent();
            }
            assertThat(grammar.known("BEGIN; x", Grammar.VIEW)).isEmpty();
            assertThat(grammar.known("ROLLBACK", Grammar.VIEW).orElseThrow().barrier())
                    .isTrue();
            assertThat(engine.asked).hasValue(0);
        }
    }

    @Test
    void warmingUpStartsTheEngineAndRemembersNothing() {
        Told engine = new Told();
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            assertThat(await(grammar.warmUp())).isNull();
            assertThat(engine.asked).hasValue(1);
            assertThat(grammar.known("SELECT 1", Grammar.VIEW)).isEmpty();
        }
    }

    @Test
    void anEngineThatThrowsIsAnUnknownStatement() {
        SyntaxEngine broken = new SyntaxEngine() {
            @Override
            public Syntax parse(String sql) {
                throw new IllegalStateException("boom");
            }

            @Override
            public void close() {}
        };
        try (SqlGrammar grammar = grammar(broken, Duration.ofSeconds(30))) {
            assertThat(Words.of(await(grammar.learn("x", Grammar.VIEW)).operations(List.of())))
                    .isEqualTo("UNKNOWN statement");
        }
    }

    /// A grammar newer than this reader: what it does not know must not pass unread.
    @Test
    void unknownFieldsAndNodesOfTheTreeAreUnknown() {
        Told engine = new Told();
        engine.tree = TREE.replace("\"op\"", "\"sideEffect\": {\"FuncCall\": {}}, \"op\"");
        try (SqlGrammar grammar = grammar(engine, Duration.ofSeconds(30))) {
            assertThat(Words.of(await(grammar.learn("field", Grammar.VIEW)).operations(List.of())))
                    .contains("UNKNOWN syntax SelectStmt.sideEffect");
            engine.tree = TREE.replace("ColumnRef", "MagicExpr");
            assertThat(Words.of(await(grammar.learn("node", Grammar.VIEW)).operations(List.of())))
                    .contains("UNKNOWN syntax MagicExpr");
            engine.tree = TREE.replace("SelectStmt", "FutureStmt");
            assertThat(Words.of(await(grammar.learn("statement", Grammar.VIEW)).operations(List.of())))
                    .isEqualTo("UNKNOWN statement FUTURE");
        }
    }

    private static SqlGrammar grammar(SyntaxEngine engine, Duration patience) {
        return new SqlGrammar(engine, new GrammarLimits(1000, 1000, patience, 1, 1, 8, 1_000_000, 1_000_000));
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// Answers one tree, when its gate is open.
    private static final class Told implements SyntaxEngine {

        private final AtomicInteger asked = new AtomicInteger();
        private final CompletableFuture<Boolean> started = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile String tree = TREE;

        @Override
        public Syntax parse(String sql) {
            asked.incrementAndGet();
            started.complete(true);
            try {
                gate.await();
                return new Syntax.Tree(tree);
            } catch (InterruptedException e) {
                interrupted.complete(true);
                return new Syntax.Failed("interrupted", true);
            }
        }

        @Override
        public void close() {}
    }
}
