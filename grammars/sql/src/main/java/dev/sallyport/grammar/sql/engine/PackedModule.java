package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.InputStream;

/// The module as the build packed it. It was validated when it was compiled, and the tarball it came from has a pinned
/// hash, so the first statement does not wait for that again.
final class PackedModule {

    private static final String NAME = "PgQueryModule.meta";

    private PackedModule() {}

    static WasmModule load() {
        return Parser.builder().withValidation(false).build().parse(PackedModule::open);
    }

    private static InputStream open() {
        InputStream packed = PackedModule.class.getResourceAsStream(NAME);
        if (packed == null) {
            throw new IllegalStateException("the jar lacks the grammar `" + NAME + "`: build it with Maven");
        }
        return packed;
    }
}
