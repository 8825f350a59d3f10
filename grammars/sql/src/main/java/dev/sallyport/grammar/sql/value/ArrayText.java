package dev.sallyport.grammar.sql.value;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One-dimensional arrays in text (`{a,"b c",NULL}`) and binary format. NULL elements equal nothing and are left out.
public final class ArrayText {

    private static final int MAX_ELEMENTS = 100_000;

    private ArrayText() {}

    /// @return element texts; empty when it is no plain one-dimensional array literal
    public static Optional<List<String>> elements(String literal) {
        return new ArrayLiteral(literal).read();
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
