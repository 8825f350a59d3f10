package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.grammar.sql.value.ParameterText;
import java.util.List;
import java.util.Optional;

/// A value in a condition: there already, or known once the parameters are.
sealed interface Value {

    /// Canonical texts; none for NULL, which equals nothing.
    ///
    /// @return empty when it cannot be read
    Optional<List<String>> texts(List<BoundValue> bound);

    /// The number of the parameter it is; 0 for none.
    default int parameter() {
        return 0;
    }

    /// @param text canonical
    record Literal(String text) implements Value {
        @Override
        public Optional<List<String>> texts(List<BoundValue> bound) {
            return Optional.of(List.of(text));
        }
    }

    record Null() implements Value {
        @Override
        public Optional<List<String>> texts(List<BoundValue> bound) {
            return Optional.of(List.of());
        }
    }

    /// @param number from 1
    /// @param column the type of the column it is compared with
    /// @param written the type of the parameter as far as the statement tells; `column` when it does not
    record Parameter(int number, KeyType column, KeyType written) implements Value {
        @Override
        public int parameter() {
            return number;
        }

        @Override
        public Optional<List<String>> texts(List<BoundValue> bound) {
            return number > bound.size() ? Optional.empty() : ParameterText.of(bound.get(number - 1), column, written);
        }
    }

    /// `= ANY ($n)`
    record ParameterArray(int number, KeyType column) implements Value {
        @Override
        public int parameter() {
            return number;
        }

        @Override
        public Optional<List<String>> texts(List<BoundValue> bound) {
            return number > bound.size() ? Optional.empty() : ParameterText.ofArray(bound.get(number - 1), column);
        }
    }
}
