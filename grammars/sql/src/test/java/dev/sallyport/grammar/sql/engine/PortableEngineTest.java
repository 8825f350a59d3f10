package dev.sallyport.grammar.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortableEngineTest {

    @Test
    void textBecomesATreeOrTheServersOwnError() {
        try (PortableEngine engine = new PortableEngine(EngineLimits.DEFAULT)) {
            assertThat(engine.parse("SELECT 1"))
                    .isInstanceOfSatisfying(
                            Syntax.Tree.class, tree -> assertThat(tree.json()).contains("\"SelectStmt\""));
            assertThat(engine.parse("SELEC 1")).isEqualTo(new Syntax.Rejected("syntax error at or near \"SELEC\""));
            assertThat(engine.parse("SELECT 'ü😀' AS \"ß\""))
                    .isInstanceOfSatisfying(
                            Syntax.Tree.class, tree -> assertThat(tree.json()).contains("ü😀", "ß"));
        }
    }

    /// A small stack: the grammar recurses until it ends, the sandbox is thrown away, the next one is as good as new.
    @Test
    void aSandboxThatOverflowsIsReplaced() {
        try (PortableEngine engine = new PortableEngine(new EngineLimits(1, 36, 64))) {
            assertThat(onSmallStack(engine, "SELECT " + "NOT ".repeat(9_900) + "true"))
                    .isEqualTo(new Syntax.Failed("nested too deeply", false));
            assertThat(onSmallStack(engine, "SELECT 1")).isInstanceOf(Syntax.Tree.class);
        }
    }

    @Test
    void memoryIsBounded() {
        try (PortableEngine engine = new PortableEngine(new EngineLimits(1, 36, 36))) {
            assertThat(engine.parse("SELECT '" + "x".repeat(4_000_000) + "'")).isInstanceOf(Syntax.Failed.class);
            assertThat(engine.parse("SELECT 1")).isInstanceOf(Syntax.Tree.class);
        }
    }

    @Test
    void tooSmallASandboxIsRefusedAtOnce() {
        assertThatThrownBy(() -> new EngineLimits(1, 8, 64)).hasMessageContaining("at least one sandbox of 34 MB");
    }

    private static Syntax onSmallStack(PortableEngine engine, String sql) {
        CompletableFuture<Syntax> answer = new CompletableFuture<>();
        new Thread(null, () -> answer.complete(engine.parse(sql)), "small", 512 * 1024).start();
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
