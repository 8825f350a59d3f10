package dev.sallyport.grammar.sql.engine;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Structured code → jumps. The three largest functions of the grammar exceed what one JVM method can hold, and the
/// runtime's own interpreter pays for every nested block on every turn of the parser's loop (the parser's dispatch is
/// 2067 blocks deep). Here a block costs nothing: validation has fixed the height of the operand stack everywhere, so
/// stack places become registers and branches become jumps.
///
/// What it does not know makes it give up, and the function stays with the runtime's interpreter.
final class FlatTranslator {

    private static final int VOID = 0x40;
    private static final int I32 = 0x7F;

    private final WasmModule module;
    private final int locals;
    private final FlatWriter out = new FlatWriter();
    private final List<Block> blocks = new ArrayList<>();
    private int height;
    private int deepest;
    private int dead;

    private static final class Unsupported extends RuntimeException {
        Unsupported(String what) {
            super(what, null, false, false);
        }
    }

    /// @param values it leaves on the stack: 0 or 1
    /// @param start of a loop; -1 for other blocks
    /// @param exits jumps that wait for its end
    /// @param otherwise the jump that waits for its ELSE, if it is an IF
    private record Block(int height, int values, int start, List<Integer> exits, List<Integer> otherwise) {}

    private FlatTranslator(WasmModule module, int locals) {
        this.module = module;
        this.locals = locals;
    }

    static Optional<FlatCode> translate(WasmModule module, int function) {
        int imported = module.importSection().importCount();
        FunctionBody body = module.codeSection().getFunctionBody(function - imported);
        FunctionType type = type(module, function);
        FlatTranslator translator = new FlatTranslator(
                module, type.params().size() + body.localTypes().size());
        try {
            return Optional.of(translator.function(body, type.returns().size()));
        } catch (Unsupported e) {
            return Optional.empty();
        }
    }

    private static FunctionType type(WasmModule module, int function) {
        int imported = module.importSection().importCount();
        if (function < imported) {
            FunctionImport called = (FunctionImport) module.importSection().getImport(function);
            return module.typeSection().getType(called.typeIndex());
        }
        return module.typeSection().getType(module.functionSection().getFunctionType(function - imported));
    }

    private FlatCode function(FunctionBody body, int results) {
        open(results, -1);
        for (AnnotatedInstruction instruction : body.instructions()) {
            if (dead > 0) {
                skip(instruction);
            } else {
                instruction(instruction);
            }
        }
        return out.finish(locals + deepest + 1, results == 0 ? -1 : locals);
    }

    /// After an unconditional branch nothing runs until the block ends.
    private void skip(AnnotatedInstruction instruction) {
        switch (instruction.opcode()) {
            case BLOCK, LOOP, IF -> dead++;
            case ELSE -> {
                if (dead == 1) {
                    dead = 0;
                    otherwise(false);
                }
            }
            case END -> {
                if (--dead == 0) {
                    end();
                }
            }
            default -> {}
        }
    }

    private void instruction(AnnotatedInstruction in) {
        switch (in.opcode()) {
            case BLOCK -> open(values(in), -1);
            case LOOP -> open(values(in), out.position());
            case IF -> condition(in);
            case ELSE -> otherwise(true);
            case END -> end();
            case BR -> {
                branch((int) in.operand(0));
                dead = 1;
            }
            case BR_IF -> branchIf((int) in.operand(0));
            case BR_TABLE -> table(in);
            case RETURN -> {
                branch(blocks.size() - 1);
                dead = 1;
            }
            case UNREACHABLE -> {
                out.add(0, 0, 0, 0);
                dead = 1;
            }
            case CALL -> call((int) in.operand(0));
            case CALL_INDIRECT -> callIndirect((int) in.operand(0), (int) in.operand(1));
            default -> plain(in);
        }
    }

    private void plain(AnnotatedInstruction in) {
        switch (in.opcode()) {
            case LOCAL_GET -> out.add(FlatCode.MOVE, push(), (int) in.operand(0), 0);
            case LOCAL_SET -> out.add(FlatCode.MOVE, (int) in.operand(0), pop(), 0);
            case LOCAL_TEE -> out.add(FlatCode.MOVE, (int) in.operand(0), top(), 0);
            case GLOBAL_GET -> out.add(in.opcode().opcode(), push(), (int) in.operand(0), 0);
            case GLOBAL_SET -> out.add(in.opcode().opcode(), pop(), (int) in.operand(0), 0);
            case I32_CONST, I64_CONST, F64_CONST -> out.constant(push(), in.operand(0));
            case DROP -> pop();
            case SELECT -> {
                int condition = pop();
                int second = pop();
                out.add(FlatCode.SELECT, top(), second, condition);
            }
            case MEMORY_COPY -> {
                int length = pop();
                int source = pop();
                out.add(FlatCode.COPY, pop(), source, length);
            }
            case I32_TRUNC_SAT_F64_U -> out.add(FlatCode.TRUNCATE_TO_U32, top(), top(), 0);
            default -> operation(in);
        }
    }

    private void operation(AnnotatedInstruction in) {
        OpCode code = in.opcode();
        if (FlatMachine.LOADS.contains(code)) {
            out.add(code.opcode(), top(), top(), offset(in));
        } else if (FlatMachine.STORES.contains(code)) {
            int value = pop();
            out.add(code.opcode(), pop(), value, offset(in));
        } else if (FlatMachine.UNARY.contains(code)) {
            out.add(code.opcode(), top(), top(), 0);
        } else if (FlatMachine.BINARY.contains(code)) {
            int right = pop();
            out.add(code.opcode(), top(), top(), right);
        } else {
            throw new Unsupported(code.name());
        }
    }

    private static int offset(AnnotatedInstruction in) {
        return Math.toIntExact(in.operand(1));
    }

    private static int values(AnnotatedInstruction in) {
        return switch ((int) in.operand(0)) {
            case VOID -> 0;
            case I32 -> 1;
            default -> throw new Unsupported("block type");
        };
    }

    private void open(int values, int start) {
        blocks.add(new Block(height, values, start, new ArrayList<>(), new ArrayList<>()));
    }

    private void condition(AnnotatedInstruction in) {
        int condition = pop();
        open(values(in), -1);
        blocks.getLast().otherwise().add(out.add(FlatCode.JUMP_IF_ZERO, condition, 0, 0));
    }

    private void otherwise(boolean reached) {
        Block block = blocks.getLast();
        if (reached) {
            block.exits().add(out.add(FlatCode.JUMP, 0, 0, 0));
        }
        block.otherwise().forEach(jump -> out.patch(jump, 2, out.position()));
        block.otherwise().clear();
        height = block.height();
    }

    private void end() {
        Block block = blocks.removeLast();
        block.otherwise().forEach(jump -> out.patch(jump, 2, out.position()));
        block.exits().forEach(exit -> out.patchJump(exit, out.position()));
        height = block.height();
        if (block.values() == 1) {
            push();
        }
        if (blocks.isEmpty()) {
            out.add(FlatCode.RETURN, 0, 0, 0);
        }
    }

    private Block target(int depth) {
        return blocks.get(blocks.size() - 1 - depth);
    }

    /// The value that a branch carries moves to where its target expects it.
    private void carry(Block target) {
        if (target.start() < 0 && target.values() == 1 && height - 1 != target.height()) {
            out.add(FlatCode.MOVE, locals + target.height(), top(), 0);
        }
    }

    private void branch(int depth) {
        Block target = target(depth);
        carry(target);
        jump(FlatCode.JUMP, 0, target);
    }

    private void jump(int operation, int condition, Block target) {
        int at = out.add(operation, condition, Math.max(target.start(), 0), 0);
        if (target.start() < 0) {
            target.exits().add(at);
        }
    }

    private void branchIf(int depth) {
        int condition = pop();
        Block target = target(depth);
        boolean moves = target.start() < 0 && target.values() == 1 && height - 1 != target.height();
        if (moves) {
            int over = out.add(FlatCode.JUMP_IF_ZERO, condition, 0, 0);
            branch(depth);
            out.patch(over, 2, out.position());
        } else {
            jump(FlatCode.JUMP_IF_NOT_ZERO, condition, target);
        }
    }

    private void table(AnnotatedInstruction in) {
        int index = pop();
        int[] targets = new int[in.operandCount()];
        int number = out.table(targets);
        out.add(FlatCode.TABLE, index, number, 0);
        for (int i = 0; i < targets.length; i++) {
            Block target = target((int) in.operand(i));
            if (target.values() != 0 && target.start() < 0) {
                throw new Unsupported("br_table with a value");
            }
            targets[i] = Math.max(target.start(), 0);
            if (target.start() < 0) {
                target.exits().add(FlatWriter.tableExit(number, i));
            }
        }
        dead = 1;
    }

    private void call(int function) {
        FunctionType type = type(module, function);
        boolean value = results(type);
        height -= type.params().size();
        int first = locals + height;
        out.add(
                value ? FlatCode.CALL_VALUE : FlatCode.CALL_VOID,
                function,
                first,
                type.params().size());
        returned(value);
    }

    private void callIndirect(int typeIndex, int table) {
        if (table != 0) {
            throw new Unsupported("a second table");
        }
        FunctionType type = module.typeSection().getType(typeIndex);
        boolean value = results(type);
        pop();
        height -= type.params().size();
        int first = locals + height;
        out.add(
                value ? FlatCode.CALL_TABLE_VALUE : FlatCode.CALL_TABLE_VOID,
                typeIndex,
                first,
                type.params().size());
        returned(value);
    }

    private static boolean results(FunctionType type) {
        if (type.returns().size() > 1) {
            throw new Unsupported("several results");
        }
        return type.returns().size() == 1;
    }

    private void returned(boolean value) {
        deepest = Math.max(deepest, height + 1);
        if (value) {
            push();
        }
    }

    private int push() {
        height++;
        deepest = Math.max(deepest, height);
        return top();
    }

    private int pop() {
        int register = top();
        height--;
        return register;
    }

    private int top() {
        return locals + height - 1;
    }
}
