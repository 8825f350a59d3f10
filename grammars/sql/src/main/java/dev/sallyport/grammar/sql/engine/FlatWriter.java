package dev.sallyport.grammar.sql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects the words of a [FlatCode] and fills in jumps once their targets are known.
final class FlatWriter {

    private static final int TABLE_BITS = 16;

    private int[] words = new int[1024];
    private int length;
    private final List<Long> constants = new ArrayList<>();
    private final List<int[]> tables = new ArrayList<>();

    int position() {
        return length;
    }

    int add(int operation, int a, int b, int c) {
        if (length + FlatCode.WIDTH > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        int at = length;
        words[length++] = operation;
        words[length++] = a;
        words[length++] = b;
        words[length++] = c;
        return at;
    }

    void constant(int register, long value) {
        constants.add(value);
        add(FlatCode.CONST, register, constants.size() - 1, 0);
    }

    int table(int[] targets) {
        tables.add(targets);
        return tables.size() - 1;
    }

    void patch(int at, int operand, int target) {
        words[at + operand] = target;
    }

    /// Stands for one entry of a table among the jumps that wait for their target.
    static int tableExit(int table, int entry) {
        return -1 - ((table << TABLE_BITS) | entry);
    }

    void patchJump(int exit, int target) {
        if (exit >= 0) {
            patch(exit, 2, target);
        } else {
            int place = -1 - exit;
            tables.get(place >> TABLE_BITS)[place & ((1 << TABLE_BITS) - 1)] = target;
        }
    }

    FlatCode finish(int registers, int result) {
        return new FlatCode(
                Arrays.copyOf(words, length),
                constants.stream().mapToLong(Long::longValue).toArray(),
                tables.toArray(int[][]::new),
                registers,
                result);
    }
}
