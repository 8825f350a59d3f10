package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What the module asks of its surroundings: emscripten's `longjmp` (PostgreSQL's error handling), memory growth and a
/// standard error that nobody reads. There is no file, clock, network or environment.
/// The letters are those of `wasmImports` in the package's `libpg-query.js`.
final class Emscripten {

    private static final long[] NOTHING = {};
    private static final int PAGE = Memory.PAGE_SIZE;
    private static final long BAD_FILE = 8;

    private Emscripten() {}

    static ImportValues imports() {
        return ImportValues.builder()
                .addFunction(
                        invoke("g", 0, ValType.I32),
                        invoke("b", 1, ValType.I32),
                        invoke("a", 2, ValType.I32),
                        invoke("d", 3, ValType.I32),
                        invoke("k", 4, ValType.I32),
                        invoke("l", 1, ValType.I64),
                        invoke("e", 0),
                        invoke("f", 1),
                        invoke("h", 2),
                        invoke("j", 3),
                        invoke("i", 4),
                        invoke("y", 5),
                        invoke("n", 13))
                .addFunction(
                        host("p", types(), types(), (_, _) -> {
                            throw new LongJump();
                        }),
                        host("q", types(ValType.I32), types(ValType.I32), Emscripten::grow),
                        host("t", i32(4), types(ValType.I32), Emscripten::swallow),
                        host("r", i32(4), types(ValType.I32), (_, _) -> new long[] {BAD_FILE}),
                        host(
                                "s",
                                types(ValType.I32, ValType.I64, ValType.I32, ValType.I32),
                                types(ValType.I32),
                                (_, _) -> new long[] {BAD_FILE}),
                        host("u", i32(1), types(ValType.I32), (_, _) -> new long[] {BAD_FILE}))
                .addFunction(
                        fatal("c", "an assertion failed", i32(4)),
                        fatal("x", "aborted", types()),
                        fatal("m", "exited", i32(1)),
                        fatal("v", "exited", i32(1)),
                        host("w", types(), types(), (_, _) -> NOTHING),
                        host("o", types(ValType.I32, ValType.F64), types(ValType.I32), (_, _) -> {
                            throw new SandboxException("asked for a timer");
                        }))
                .build();
    }

    /// `invoke_*`: calls through the table, and turns a `longjmp` that passes by into a flag for the caller.
    private static HostFunction invoke(String name, int arguments, ValType... result) {
        return host(name, i32(arguments + 1), types(result), (instance, args) -> {
            long stack = instance.export(Abi.STACK_CURRENT).apply()[0];
            try {
                int function = instance.table(0).requiredRef((int) args[0]);
                long[] answer = instance.getMachine().call(function, Arrays.copyOfRange(args, 1, args.length));
                return answer == null ? NOTHING : answer;
            } catch (LongJump e) {
                instance.export(Abi.STACK_RESTORE).apply(stack);
                instance.export(Abi.SET_THREW).apply(1, 0);
                return new long[result.length];
            }
        });
    }

    private static long[] grow(Instance instance, long... args) {
        long wanted = args[0] & 0xFFFF_FFFFL;
        long pages = (wanted + PAGE - 1) / PAGE;
        Memory memory = instance.memory();
        if (pages > memory.maximumPages()) {
            return new long[] {0};
        }
        long generous = Math.min(memory.maximumPages(), Math.max(pages, memory.pages() * 5L / 4));
        return new long[] {memory.grow((int) (generous - memory.pages())) < 0 ? 0 : 1};
    }

    /// `fd_write`: says that everything was written.
    private static long[] swallow(Instance instance, long... args) {
        Memory memory = instance.memory();
        int total = 0;
        for (int i = 0; i < args[2]; i++) {
            total += memory.readInt((int) args[1] + i * 8 + 4);
        }
        memory.writeI32((int) args[3], total);
        return new long[] {0};
    }

    private static HostFunction fatal(String name, String what, List<ValType> params) {
        return host(name, params, types(), (_, _) -> {
            throw new SandboxException(what);
        });
    }

    private static HostFunction host(
            String name, List<ValType> params, List<ValType> results, WasmFunctionHandle handle) {
        return new HostFunction("a", name, FunctionType.of(params, results), handle);
    }

    private static List<ValType> i32(int count) {
        return Collections.nCopies(count, ValType.I32);
    }

    private static List<ValType> types(ValType... types) {
        return List.of(types);
    }
}
