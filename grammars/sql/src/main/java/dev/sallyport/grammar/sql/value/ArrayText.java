package dev.sallyport.grammar.sql.value;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One-dimensional arrays in text (`{a,"b c",NULL}`) and binary format. NULL elements equal nothing and are left out.
public final class ArrayText {

    private static final int MAX_ELEMENTS = 100_000;

    /// PostgreSQL's `MAXDIM`.
    private static final int MAX_DIMENSIONS = 6;

    private ArrayText() {}

    /// @return element texts; empty when it is no plain one-dimensional array literal
    public static Optional<List<String>> elements(String literal) {
        return new ArrayLiteral(literal).read();
    }

    /// How many elements an array has, NULL among them.
    ///
    /// @param value of an array type
    /// @return empty when that cannot be told
    public static Optional<Long> count(BoundValue value) {
        byte @Nullable [] bytes = value.bytes();
        if (bytes == null) {
            return Optional.of(0L);
        }
        return value.binary()
                ? count(ByteBuffer.wrap(bytes))
                : ParameterText.utf8(bytes).flatMap(ArrayText::count);
    }

    public static Optional<Long> count(String literal) {
        return new ArrayLiteral(literal).count();
    }

    private static Optional<Long> count(ByteBuffer in) {
        if (in.remaining() < 12) {
            return Optional.empty();
        }
        int dimensions = in.getInt();
        in.getLong();
        if (dimensions < 0 || dimensions > MAX_DIMENSIONS || in.remaining() < 8 * dimensions) {
            return Optional.empty();
        }
        long all = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            int length = in.getInt();
            in.getInt();
            if (length < 0 || length > MAX_ELEMENTS) return Optional.empty();
            all *= length;
            if (all > MAX_ELEMENTS) return Optional.empty();
        }
        return Optional.of(all);
    }

    /// `array_send`: dimensions, has-nulls flag, element type, then length and lower bound of each dimension.
    public static Optional<List<String>> elements(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < 12) {
            return Optional.empty();
        }
        int dimensions = in.getInt();
        in.getInt();
        Optional<KeyType> type = KeyType.of(Integer.toUnsignedLong(in.getInt()));
        if (dimensions == 0) {
            return Optional.of(List.of());
        }
        if (dimensions != 1 || type.isEmpty() || in.remaining() < 8) {
            return Optional.empty();
        }
        int length = in.getInt();
        in.getInt();
        return length < 0 || length > MAX_ELEMENTS ? Optional.empty() : items(in, type.get(), length);
    }

    private static Optional<List<String>> items(ByteBuffer in, KeyType type, int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.remaining() < 4) {
                return Optional.empty();
            }
            int length = in.getInt();
            if (length == -1) {
                continue;
            }
            if (length < 0 || length > in.remaining()) {
                return Optional.empty();
            }
            byte[] item = new byte[length];
            in.get(item);
            Optional<String> text = BinaryText.of(type, item);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            items.add(text.get());
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(items);
    }
}
