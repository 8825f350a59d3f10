package dev.sallyport.grammar.sql.engine;

/// The arithmetic of WebAssembly (core specification, 4.3) that the flat functions use, by opcode. Integers of 32 bits
/// are the low half of a register; truth is 1.
final class FlatArithmetic {

    private FlatArithmetic() {}

    /// @param y for one operand: not looked at
    static long of(int operation, long x, long y) {
        return switch (operation) {
            case 0x6C -> (int) (x * y);
            case 0x71 -> (int) x & (int) y;
            case 0x72 -> (int) x | (int) y;
            case 0x73 -> (int) x ^ (int) y;
            case 0x74 -> (int) x << (int) y;
            case 0x75 -> (int) x >> (int) y;
            case 0x76 -> (int) x >>> (int) y;
            case 0xC0 -> (byte) x;
            case 0xC1 -> (short) x;
            case 0xA7 -> (int) x;
            case 0xAC -> (int) x;
            case 0xAD -> x & 0xFFFF_FFFFL;
            case 0x79 -> Long.numberOfLeadingZeros(x);
            case 0x7D -> x - y;
            case 0x83 -> x & y;
            case 0x86 -> x << y;
            case 0xA2, 0xA3, 0xB8, 0xBA, FlatCode.TRUNCATE_TO_U32 -> floating(operation, x, y);
            default -> test(operation, x, y);
        };
    }

    private static long test(int operation, long x, long y) {
        int left = (int) x;
        int right = (int) y;
        boolean holds = switch (operation) {
            case 0x48 -> left < right;
            case 0x49 -> Integer.compareUnsigned(left, right) < 0;
            case 0x4A -> left > right;
            case 0x4B -> Integer.compareUnsigned(left, right) > 0;
            case 0x4C -> left <= right;
            case 0x4D -> Integer.compareUnsigned(left, right) <= 0;
            case 0x4E -> left >= right;
            case 0x4F -> Integer.compareUnsigned(left, right) >= 0;
            case 0x50 -> x == 0;
            case 0x51 -> x == y;
            case 0x52 -> x != y;
            case 0x54 -> Long.compareUnsigned(x, y) < 0;
            case 0x56 -> Long.compareUnsigned(x, y) > 0;
            case 0x58 -> Long.compareUnsigned(x, y) <= 0;
            case 0x5A -> Long.compareUnsigned(x, y) >= 0;
            case 0x61 -> Double.longBitsToDouble(x) == Double.longBitsToDouble(y);
            case 0x66 -> Double.longBitsToDouble(x) >= Double.longBitsToDouble(y);
            default -> throw new SandboxException("unreachable");
        };
        return holds ? 1 : 0;
    }

    private static long floating(int operation, long x, long y) {
        return switch (operation) {
            case 0xA2 -> Double.doubleToRawLongBits(Double.longBitsToDouble(x) * Double.longBitsToDouble(y));
            case 0xA3 -> Double.doubleToRawLongBits(Double.longBitsToDouble(x) / Double.longBitsToDouble(y));
            case 0xB8 -> Double.doubleToRawLongBits((double) (x & 0xFFFF_FFFFL));
            case 0xBA -> Double.doubleToRawLongBits(unsigned(x));
            default -> saturated(Double.longBitsToDouble(x));
        };
    }

    /// `f64.convert_i64_u`: rounded once, to nearest even.
    private static double unsigned(long x) {
        return x >= 0 ? x : (double) ((x >>> 1) | (x & 1)) * 2;
    }

    private static long saturated(double x) {
        long most = 0xFFFF_FFFFL;
        return Double.isNaN(x) || x <= 0 ? 0 : (int) (x >= most ? most : (long) x);
    }
}
