package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.grammar.sql.value.ParameterText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A parameter that is a key and stands elsewhere too must be one that means the same whatever type it gets there.
///
/// @param column of the key
/// @param array it holds several
record Exact(int parameter, KeyType column, boolean array) implements Demand {

    /// Fewer digits than any floating point keeps.
    private static final Pattern SMALL = Pattern.compile("-?\\d{1,6}");
    /// A longer `name` is cut.
    private static final int NAME = 63;

    @Override
    public boolean isMet(List<BoundValue> values) {
        if (parameter > values.size() || values.get(parameter - 1).isNull()) return true;
        Optional<String> text = array ? Optional.empty() : ParameterText.of(values.get(parameter - 1));
        return text.filter(this::isPlain).isPresent();
    }

    private boolean isPlain(String text) {
        return switch (column.family()) {
            case INTEGER, NUMERIC -> SMALL.matcher(text).matches();
            case TEXT -> !text.endsWith(" ") && text.getBytes(StandardCharsets.UTF_8).length <= NAME;
            case BOOL, BLANK_PADDED, UUID, DATE, TIMESTAMP -> false;
        };
    }

    @Override
    public String words() {
        return "is a key and stands in other places too, which may give it another type: bind it once for each";
    }
}
