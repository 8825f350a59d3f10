package dev.sallyport.grammar.sql.engine;

import java.nio.ByteBuffer;

/// A WebAssembly function as register code. Registers are the locals, then one for each place of the operand stack.
///
/// @param words four per instruction: operation, then up to three operands (mostly target, source, source)
/// @param constants of `CONST`
/// @param tables targets of each `br_table`, the default last
/// @param registers how many a call needs
/// @param result the register that holds the result; -1 for none
@SuppressWarnings("ArrayRecordComponent")
record FlatCode(int[] words, long[] constants, int[][] tables, int registers, int result) {

    static final int WIDTH = 4;

    // Operations of WebAssembly keep their numbers (core specification, 5.4); these are additions.
    static final int MOVE = 0x200;
    static final int CONST = 0x201;
    static final int JUMP = 0x202;
    static final int JUMP_IF_ZERO = 0x203;
    static final int JUMP_IF_NOT_ZERO = 0x204;
    static final int TABLE = 0x205;
    static final int RETURN = 0x206;
    static final int CALL_VOID = 0x207;
    static final int CALL_VALUE = 0x208;
    static final int CALL_TABLE_VOID = 0x209;
    static final int CALL_TABLE_VALUE = 0x20A;
    static final int SELECT = 0x20B;
    static final int COPY = 0x20C;
    static final int TRUNCATE_TO_U32 = 0x20D;

    /// How many bytes [#write] takes.
    int bytes() {
        int bytes = Integer.BYTES * (5 + words.length + tables.length) + Long.BYTES * constants.length;
        for (int[] table : tables) bytes += Integer.BYTES * table.length;
        return bytes;
    }

    /// Registers, result, and three lists, each behind its length.
    void write(ByteBuffer out) {
        out.putInt(registers).putInt(result);
        write(words, out);
        out.putInt(constants.length).asLongBuffer().put(constants);
        out.position(out.position() + Long.BYTES * constants.length).putInt(tables.length);
        for (int[] table : tables) write(table, out);
    }

    private static void write(int[] numbers, ByteBuffer out) {
        out.putInt(numbers.length).asIntBuffer().put(numbers);
        out.position(out.position() + Integer.BYTES * numbers.length);
    }

    /// @param in what [#write] wrote, in the same order of bytes
    static FlatCode read(ByteBuffer in) {
        int registers = in.getInt();
        int result = in.getInt();
        int[] words = numbers(in);
        long[] constants = new long[in.getInt()];
        in.asLongBuffer().get(constants);
        in.position(in.position() + Long.BYTES * constants.length);
        int[][] tables = new int[in.getInt()][];
        for (int i = 0; i < tables.length; i++) tables[i] = numbers(in);
        return new FlatCode(words, constants, tables, registers, result);
    }

    private static int[] numbers(ByteBuffer in) {
        int[] numbers = new int[in.getInt()];
        in.asIntBuffer().get(numbers);
        in.position(in.position() + Integer.BYTES * numbers.length);
        return numbers;
    }
}
