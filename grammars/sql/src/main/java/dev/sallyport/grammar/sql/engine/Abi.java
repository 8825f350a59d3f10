package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the module of npm `libpg-query` 18.1.5 is called. Emscripten shortened its names, so each is checked by its
/// signature too: another build of the package fails here and not in the middle of a statement.
/// The long names are those of `assignWasmExports` in the package's `libpg-query.js`.
final class Abi {

    /// `__wasm_call_ctors`
    static final String CONSTRUCTORS = "A";
    static final String MALLOC = "C";
    static final String FREE = "E";
    /// `wasm_parse_query_raw`
    static final String PARSE = "F";
    /// `wasm_free_parse_result`
    static final String FREE_RESULT = "G";
    /// `setThrew`
    static final String SET_THREW = "P";
    /// `_emscripten_stack_restore`
    static final String STACK_RESTORE = "Q";
    /// `emscripten_stack_get_current`
    static final String STACK_CURRENT = "R";

    /// The loop of the parser (140) and the two that walk every node type: listed in the build file too.
    static final List<Integer> NOT_COMPILED = List.of(36, 37, 140);

    private static final Map<String, String> SIGNATURES = Map.of(
            CONSTRUCTORS, "() -> ()",
            MALLOC, "(I32) -> (I32)",
            FREE, "(I32) -> ()",
            PARSE, "(I32) -> (I32)",
            FREE_RESULT, "(I32) -> ()",
            SET_THREW, "(I32,I32) -> ()",
            STACK_RESTORE, "(I32) -> ()",
            STACK_CURRENT, "() -> (I32)");

    private Abi() {}

    static void check(WasmModule module, int stackTop) {
        Map<String, String> exported = exported(module);
        SIGNATURES.forEach((name, signature) -> {
            if (!signature.equals(exported.get(name))) {
                throw new IllegalStateException("the packed grammar is not libpg-query 18.1.5: its export `" + name
                        + "` is " + exported.get(name) + ", expected " + signature);
            }
        });
        long top = module.globalSection()
                .getGlobal(0)
                .initInstructions()
                .getFirst()
                .operand(0);
        if (top != stackTop) {
            throw new IllegalStateException("the packed grammar is not libpg-query 18.1.5: its stack starts at " + top
                    + ", expected " + stackTop);
        }
    }

    private static Map<String, String> exported(WasmModule module) {
        Map<String, String> found = new HashMap<>();
        int imported = module.importSection().importCount();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                int type = module.functionSection().getFunctionType(export.index() - imported);
                found.put(export.name(), Signature.of(module.typeSection().getType(type)));
            }
        }
        return found;
    }
}
