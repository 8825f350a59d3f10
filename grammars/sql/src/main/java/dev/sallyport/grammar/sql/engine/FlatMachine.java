package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Runs the functions that could not become JVM methods; all others run as compiled. Semantics: WebAssembly core
/// specification 2.0, chapter 4; every access to memory is checked by the memory itself.
final class FlatMachine implements Machine {

    static final Set<OpCode> LOADS = EnumSet.of(
            OpCode.I32_LOAD,
            OpCode.I32_LOAD8_S,
            OpCode.I32_LOAD8_U,
            OpCode.I32_LOAD16_S,
            OpCode.I32_LOAD16_U,
            OpCode.I64_LOAD,
            OpCode.F64_LOAD);
    static final Set<OpCode> STORES =
            EnumSet.of(OpCode.I32_STORE, OpCode.I32_STORE8, OpCode.I32_STORE16, OpCode.I64_STORE, OpCode.F64_STORE);
    static final Set<OpCode> UNARY = EnumSet.of(
            OpCode.I32_EQZ,
            OpCode.I64_EQZ,
            OpCode.I64_CLZ,
            OpCode.I32_WRAP_I64,
            OpCode.I64_EXTEND_I32_S,
            OpCode.I64_EXTEND_I32_U,
            OpCode.F64_CONVERT_I32_U,
            OpCode.F64_CONVERT_I64_U,
            OpCode.I32_EXTEND_8_S,
            OpCode.I32_EXTEND_16_S);
    static final Set<OpCode> BINARY = EnumSet.of(
            OpCode.I32_EQ,
            OpCode.I32_NE,
            OpCode.I32_LT_S,
            OpCode.I32_LT_U,
            OpCode.I32_GT_S,
            OpCode.I32_GT_U,
            OpCode.I32_LE_S,
            OpCode.I32_LE_U,
            OpCode.I32_GE_S,
            OpCode.I32_GE_U,
            OpCode.I64_EQ,
            OpCode.I64_NE,
            OpCode.I64_LT_U,
            OpCode.I64_GT_U,
            OpCode.I64_LE_U,
            OpCode.I64_GE_U,
            OpCode.F64_EQ,
            OpCode.F64_GE,
            OpCode.I32_ADD,
            OpCode.I32_SUB,
            OpCode.I32_MUL,
            OpCode.I32_AND,
            OpCode.I32_OR,
            OpCode.I32_XOR,
            OpCode.I32_SHL,
            OpCode.I32_SHR_S,
            OpCode.I32_SHR_U,
            OpCode.I64_SUB,
            OpCode.I64_AND,
            OpCode.I64_SHL,
            OpCode.F64_MUL,
            OpCode.F64_DIV);

    private final Instance instance;
    private final Machine compiled;
    private final Map<Integer, FlatCode> flat;

    FlatMachine(Instance instance, Machine compiled, Map<Integer, FlatCode> flat) {
        this.instance = instance;
        this.compiled = compiled;
        this.flat = flat;
    }

    @Override
    public long[] call(int function, long[] arguments) {
        FlatCode code = flat.get(function);
        return code == null ? compiled.call(function, arguments) : run(code, arguments);
    }

    private long[] callAny(int function, long[] arguments) {
        return function < instance.imports().functionCount()
                ? instance.imports().function(function).handle().apply(instance, arguments)
                : call(function, arguments);
    }

    private long[] run(FlatCode code, long[] arguments) {
        long[] r = new long[code.registers()];
        System.arraycopy(arguments, 0, r, 0, arguments.length);
        execute(code, r, instance.memory());
        return code.result() < 0 ? new long[0] : new long[] {r[code.result()]};
    }

    private void execute(FlatCode code, long[] r, Memory memory) {
        int[] w = code.words();
        int pc = 0;
        while (true) {
            int a = w[pc + 1];
            int b = w[pc + 2];
            int c = w[pc + 3];
            int next = pc + FlatCode.WIDTH;
            switch (w[pc]) {
                case FlatCode.MOVE -> r[a] = r[b];
                case FlatCode.CONST -> r[a] = code.constants()[b];
                case FlatCode.JUMP -> next = jump(next, b);
                case FlatCode.JUMP_IF_ZERO -> next = (int) r[a] == 0 ? b : next;
                case FlatCode.JUMP_IF_NOT_ZERO -> next = (int) r[a] != 0 ? jump(next, b) : next;
                case FlatCode.TABLE -> {
                    int[] targets = code.tables()[b];
                    int index = (int) r[a];
                    int last = targets.length - 1;
                    next = jump(next, targets[index < 0 || index > last ? last : index]);
                }
                case FlatCode.RETURN -> {
                    return;
                }
                case FlatCode.CALL_VOID -> callAny(a, arguments(r, b, c));
                case FlatCode.CALL_VALUE -> r[b] = callAny(a, arguments(r, b, c))[0];
                case FlatCode.CALL_TABLE_VOID -> callAny(indirect(a, (int) r[b + c]), arguments(r, b, c));
                case FlatCode.CALL_TABLE_VALUE -> r[b] = callAny(indirect(a, (int) r[b + c]), arguments(r, b, c))[0];
                case FlatCode.SELECT -> r[a] = (int) r[c] != 0 ? r[a] : r[b];
                case FlatCode.COPY -> memory.copy((int) r[a], (int) r[b], (int) r[c]);
                case 0x28 -> r[a] = memory.readInt(at(r[b], c));
                case 0x36 -> memory.writeI32(at(r[a], c), (int) r[b]);
                case 0x6A -> r[a] = (int) (r[b] + r[c]);
                case 0x45 -> r[a] = (int) r[b] == 0 ? 1 : 0;
                case 0x2D -> r[a] = memory.read(at(r[b], c)) & 0xFF;
                case 0x6B -> r[a] = (int) (r[b] - r[c]);
                case 0x46 -> r[a] = (int) r[b] == (int) r[c] ? 1 : 0;
                case 0x47 -> r[a] = (int) r[b] != (int) r[c] ? 1 : 0;
                case 0x23 -> r[a] = instance.global(b).getValue();
                case 0x24 -> instance.global(b).setValue(r[a]);
                default -> seldom(w[pc], a, b, c, r, memory);
            }
            pc = next;
        }
    }

    /// Only a loop jumps back: there somebody may have lost patience.
    private static int jump(int here, int target) {
        if (target < here && Thread.currentThread().isInterrupted()) {
            throw new ChicoryInterruptedException("interrupted");
        }
        return target;
    }

    private static long[] arguments(long[] r, int first, int count) {
        long[] arguments = new long[count];
        System.arraycopy(r, first, arguments, 0, count);
        return arguments;
    }

    private int indirect(int type, int index) {
        int function = instance.table(0).requiredRef(index);
        if (!instance.type(instance.functionType(function)).equals(instance.type(type))) {
            throw new SandboxException("indirect call type mismatch");
        }
        return function;
    }

    /// Address and offset are unsigned and must not wrap.
    private static int at(long address, int offset) {
        long sum = (address & 0xFFFF_FFFFL) + Integer.toUnsignedLong(offset);
        if (sum > Integer.MAX_VALUE) {
            throw new SandboxException("out of bounds memory access");
        }
        return (int) sum;
    }

    private static void seldom(int operation, int a, int b, int c, long[] r, Memory memory) {
        switch (operation) {
            case 0x2C -> r[a] = memory.read(at(r[b], c));
            case 0x2E -> r[a] = memory.readShort(at(r[b], c));
            case 0x2F -> r[a] = memory.readShort(at(r[b], c)) & 0xFFFF;
            case 0x29, 0x2B -> r[a] = memory.readLong(at(r[b], c));
            case 0x3A -> memory.writeByte(at(r[a], c), (byte) r[b]);
            case 0x3B -> memory.writeShort(at(r[a], c), (short) r[b]);
            case 0x37, 0x39 -> memory.writeLong(at(r[a], c), r[b]);
            default -> r[a] = FlatArithmetic.of(operation, r[b], r[c]);
        }
    }
}
