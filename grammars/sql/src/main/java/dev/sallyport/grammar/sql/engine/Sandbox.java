package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// One instance of libpg_query with its own memory. Used by one thread at a time.
final class Sandbox {

    private static final int PAGES_PER_MEGABYTE = 16;
    private static final int POINTER = 4;

    /// The grammar's stack reaches down from [#STACK_TOP] for 32 MB and then meets its tables. No check guards the
    /// end, so the last pages must still be untouched after every statement.
    private static final int STACK_TOP = 34_515_008;

    private static final int STACK_END = STACK_TOP - (32 << 20);
    private static final byte[] UNTOUCHED = new byte[64 * 1024];

    private final Memory memory;
    private final ExportFunction allocate;
    private final ExportFunction free;
    private final ExportFunction parse;
    private final ExportFunction freeResult;

    private Sandbox(Instance instance) {
        this.memory = instance.memory();
        this.allocate = instance.export(Abi.MALLOC);
        this.free = instance.export(Abi.FREE);
        this.parse = instance.export(Abi.PARSE);
        this.freeResult = instance.export(Abi.FREE_RESULT);
    }

    static Sandbox open(EngineLimits limits, Grammar grammar) {
        Instance instance = Instance.builder(grammar.module())
                .withMachineFactory(owner -> new FlatMachine(owner, PgQueryModule.create(owner), grammar.flat()))
                .withMemoryLimits(new MemoryLimits(
                        limits.initialMegabytes() * PAGES_PER_MEGABYTE, limits.maxMegabytes() * PAGES_PER_MEGABYTE))
                .withMemoryFactory(ByteArrayMemory::new)
                .withImportValues(Emscripten.imports())
                .withStart(false)
                .build();
        instance.export(Abi.CONSTRUCTORS).apply();
        return new Sandbox(instance);
    }

    /// What all sandboxes share.
    ///
    /// @param flat the functions that the build could not compile
    record Grammar(WasmModule module, Map<Integer, FlatCode> flat) {

        static Grammar load() {
            Grammar grammar = PackedModule.load();
            Abi.check(grammar.module(), STACK_TOP);
            return grammar;
        }
    }

    /// @return a tree or a rejection
    Syntax parse(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        int query = allocate(text.length + 1);
        memory.write(query, text);
        memory.writeByte(query + text.length, (byte) 0);
        int result = pointer(parse.apply(query));
        Syntax syntax = read(result);
        freeResult.apply(result);
        free.apply(query);
        return syntax;
    }

    /// False when the stack came near its end: then anything may have been overwritten.
    boolean sound() {
        return Arrays.equals(memory.readBytes(STACK_END, UNTOUCHED.length), UNTOUCHED);
    }

    /// The start of `PgQueryParseResult`: the tree, what went to standard error, the error.
    private Syntax read(int result) {
        int tree = memory.readInt(result);
        int error = memory.readInt(result + 2 * POINTER);
        if (error != 0) {
            return new Syntax.Rejected(text(memory.readInt(error)));
        }
        return new Syntax.Tree(text(tree));
    }

    private String text(int address) {
        if (address == 0) {
            throw new SandboxException("no answer");
        }
        return memory.readCString(address, StandardCharsets.UTF_8);
    }

    private int allocate(int bytes) {
        return pointer(allocate.apply(bytes));
    }

    private static int pointer(long[] results) {
        int address = (int) results[0];
        if (address == 0) {
            throw new SandboxException("out of memory");
        }
        return address;
    }
}
