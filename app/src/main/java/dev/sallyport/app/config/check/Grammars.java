package dev.sallyport.app.config.check;

import dev.sallyport.api.target.Verb;
import java.util.List;
import java.util.Optional;

/// The languages inside the configuration, as far as the check needs them. Called by one thread; must not block.
///
/// @param conditions CEL, for `where`
/// @param policies Cedar
/// @param grants the lines of a role on a PostgreSQL target
public record Grammars(Grammar conditions, Grammar policies, Grants grants) {

    @FunctionalInterface
    public interface Grammar {
        /// What is wrong with the text: lower case, no full stop; empty when nothing is.
        Optional<String> complaint(String text);
    }

    @FunctionalInterface
    public interface Grants {
        /// @throws IllegalArgumentException with what is wrong: lower case, no full stop, without the path
        List<Granted> read(String line);
    }

    /// One thing that a line of a role gives.
    ///
    /// @param resource canonical name
    /// @param columns empty for every column that is not sensitive
    public record Granted(Verb verb, String resource, List<String> columns) {
        public Granted {
            columns = List.copyOf(columns);
        }
    }
}
