package dev.sallyport.postgres.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sallyport.grammar.sql.value.BinaryText;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.transport.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Rows as lines of JSON, as far as their values can be read: a binary value of a type that is no key is left out, and
/// so is NULL. Bounded.
final class RowTexts {

    private static final int MOST_COLUMNS = 100;

    private final int most;
    private final StringBuilder text = new StringBuilder();

    /// @param most characters
    RowTexts(int most) {
        this.most = most;
    }

    int length() {
        return text.length();
    }

    String text() {
        return text.substring(0, Math.min(most, text.length())).strip();
    }

    /// One that does not fit its description is left out: whoever passes it on finds that.
    void add(Row row) {
        int before = text.length();
        try {
            line(row);
        } catch (ProtocolViolation _) {
            text.setLength(before);
        }
    }

    private void line(Row row) {
        int columns = Math.min(row.layout().columns().size(), MOST_COLUMNS);
        text.append('{');
        for (int column = 0; column < columns && text.length() < most; column++) member(row, column);
        text.append("}\n");
    }

    private void member(Row row, int column) {
        BoundValue value = row.value(column);
        Optional<KeyType> type = KeyType.of(value.declaredType());
        Optional<String> read = read(value, type);
        if (read.isEmpty()) return;
        if (text.charAt(text.length() - 1) != '{') text.append(", ");
        quote(row.layout().names().get(column));
        text.append(": ");
        if (type.filter(RowTexts::isNumber).isPresent()) text.append(read.get());
        else quote(read.get());
    }

    private static Optional<String> read(BoundValue value, Optional<KeyType> type) {
        byte[] bytes = value.bytes();
        if (bytes == null) return Optional.empty();
        return value.binary()
                ? type.flatMap(known -> BinaryText.of(known, bytes))
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean isNumber(KeyType type) {
        return type.family() == KeyType.Family.INTEGER;
    }

    private void quote(String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }
}
