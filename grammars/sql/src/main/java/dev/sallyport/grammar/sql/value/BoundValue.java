package dev.sallyport.grammar.sql.value;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A parameter as the client bound it.
///
/// @param declaredType oid; 0 when unknown
/// @param binary format code 1
/// @param bytes as carried, not copied; null for SQL NULL
@SuppressWarnings("ArrayRecordComponent")
public record BoundValue(long declaredType, boolean binary, byte @Nullable [] bytes) {

    public static BoundValue ofText(String text) {
        return new BoundValue(0, false, text.getBytes(StandardCharsets.UTF_8));
    }

    public static BoundValue ofNull() {
        return new BoundValue(0, false, null);
    }

    public boolean isNull() {
        return bytes == null;
    }

    /// Never shows the value.
    @Override
    public String toString() {
        return "BoundValue[declaredType=" + declaredType + ", binary=" + binary + "]";
    }
}
