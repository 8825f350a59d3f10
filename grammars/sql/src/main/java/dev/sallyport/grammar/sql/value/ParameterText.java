package dev.sallyport.grammar.sql.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bound parameter → canonical texts of the column it is compared with. No text for NULL; empty when it cannot be read.
public final class ParameterText {

    private ParameterText() {}

    /// @param column type of the column
    /// @param written type the statement gives the parameter; used when the client declared none
    public static Optional<List<String>> of(BoundValue value, KeyType column, KeyType written) {
        byte @Nullable [] bytes = value.bytes();
        if (bytes == null) {
            return Optional.of(List.of());
        }
        Optional<String> text = value.binary() ? binary(value.declaredType(), written, bytes) : utf8(bytes);
        return text.flatMap(t -> CanonicalText.of(column.family(), t)).map(List::of);
    }

    /// As the server would write it; empty for what is no text and has no type of its own, and for NULL.
    public static Optional<String> of(BoundValue value) {
        byte @Nullable [] bytes = value.bytes();
        if (bytes == null) return Optional.empty();
        return value.binary()
                ? KeyType.of(value.declaredType()).flatMap(type -> BinaryText.of(type, bytes))
                : utf8(bytes);
    }

    public static Optional<List<String>> ofArray(BoundValue value, KeyType column) {
        byte @Nullable [] bytes = value.bytes();
        if (bytes == null) {
            return Optional.of(List.of());
        }
        Optional<List<String>> elements =
                value.binary() ? ArrayText.elements(bytes) : utf8(bytes).flatMap(ArrayText::elements);
        return elements.flatMap(texts -> canonical(texts, column));
    }

    private static Optional<String> binary(long declared, KeyType written, byte[] bytes) {
        return (declared == 0 ? Optional.of(written) : KeyType.of(declared))
                .flatMap(type -> BinaryText.of(type, bytes));
    }

    /// @return empty when one of them is no value of that type
    public static Optional<List<String>> canonical(List<String> texts, KeyType column) {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            Optional<String> one = CanonicalText.of(column.family(), text);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    static Optional<String> utf8(byte[] bytes) {
        if (ascii(bytes)) return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) return false;
        }
        return true;
    }
}
