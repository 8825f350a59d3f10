package dev.sallyport.grammar.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The flat functions must do exactly what the WebAssembly runtime's own interpreter does with them.
class FlatMachineTest {

    @Test
    void everyFunctionThatIsNotCompiledIsFlat() {
        assertThat(Sandbox.Grammar.load().flat().keySet()).containsExactlyInAnyOrderElementsOf(Abi.NOT_COMPILED);
    }

    @Test
    void itAgreesWithTheRuntimesInterpreterOnEveryStatement() throws IOException {
        Sandbox.Grammar grammar = Sandbox.Grammar.load();
        Sandbox flat = Sandbox.open(EngineLimits.DEFAULT, grammar);
        Sandbox interpreted = Sandbox.open(EngineLimits.DEFAULT, new Sandbox.Grammar(grammar.module(), Map.of()));
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(300);
        for (String sql : statements) {
            assertThat(flat.parse(sql)).as(sql).isEqualTo(interpreted.parse(sql));
            assertThat(flat.sound()).isTrue();
        }
    }

    private static List<String> statements() throws IOException {
        try (InputStream file = FlatMachineTest.class.getResourceAsStream("statements.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
