package dev.sallyport.authmethods.jwt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// SHA-256 of a token: what is remembered instead of the token.
public record TokenHash(long first, long second, long third, long fourth) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public static TokenHash of(String token) {
        byte[] hash = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        return new TokenHash(part(hash, 0), part(hash, 1), part(hash, 2), part(hash, 3));
    }

    private static long part(byte[] hash, int number) {
        return (long) LONG.get(hash, number * Long.BYTES);
    }

    /// Its bits are as good as random, so some of them will do.
    @Override
    public int hashCode() {
        return (int) first;
    }
}
