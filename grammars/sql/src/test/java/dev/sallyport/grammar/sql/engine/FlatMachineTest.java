package dev.sallyport.grammar.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.WasmModule;
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
        Sandbox flat = Sandbox.open(EngineLimits.DEFAULT, Sandbox.Grammar.load());
        Sandbox interpreted = Sandbox.open(EngineLimits.DEFAULT, new Sandbox.Grammar(withCode(), Map.of()));
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(300);
        for (String sql : statements) {
            assertThat(flat.parse(sql)).as(sql).isEqualTo(interpreted.parse(sql));
            assertThat(flat.sound()).isTrue();
        }
    }

    /// What the build packs has no code that the interpreter could run.
    private static WasmModule withCode() throws IOException {
        try (InputStream module = PgQueryModule.class.getResourceAsStream("PgQueryModule.meta")) {
            return PackedModule.module(module.readAllBytes());
        }
    }

    @Test
    void whatIsPackedIsReadAgainAsItWas() throws IOException {
        Sandbox.Grammar packed = Sandbox.Grammar.load();
        WasmModule module = withCode();
        for (int function : Abi.NOT_COMPILED) {
            FlatCode made = FlatTranslator.translate(module, function).orElseThrow();
            FlatCode read = packed.flat().get(function);
            assertThat(read.words()).isEqualTo(made.words());
            assertThat(read.constants()).isEqualTo(made.constants());
            assertThat(read.tables()).isDeepEqualTo(made.tables());
            assertThat(read.registers()).isEqualTo(made.registers());
            assertThat(read.result()).isEqualTo(made.result());
        }
        assertThat(packed.module().codeSection().functionBodyCount())
                .isEqualTo(module.codeSection().functionBodyCount());
        assertThat(packed.module().dataSection().dataSegmentCount())
                .isEqualTo(module.dataSection().dataSegmentCount());
    }

    private static List<String> statements() throws IOException {
        try (InputStream file = FlatMachineTest.class.getResourceAsStream("statements.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
