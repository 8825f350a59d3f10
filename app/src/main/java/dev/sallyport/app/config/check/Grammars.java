package dev.sallyport.app.config.check;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.Protocol;
import java.util.List;
import java.util.Optional;

/// The languages inside the configuration, as far as the check needs them. Called by one thread; must not block.
///
/// @param conditions CEL, for `where`
/// @param policies Cedar
/// @param grants the lines of a role, in the words of its target's protocol
public record Grammars(Grammar conditions, Grammar policies, Grants grants) {

    @FunctionalInterface
    public interface Grammar {
        /// What is wrong with the text: lower case, no full stop; empty when nothing is.
        Optional<String> complaint(String text);
    }

    @FunctionalInterface
    public interface Grants {
        /// @throws IllegalArgumentException with what is wrong: lower case, no full stop, without the path
        List<Granted> read(Protocol protocol, String line);
    }

    /// One thing that a line of a role gives.
    ///
    /// @param resource canonical name; [#UNNAMED] where the words do not tell what purposes call it
    /// @param columns empty for every column that is not sensitive
    public record Granted(Verb verb, String resource, List<String> columns) {

        public static final String UNNAMED = "*";

        public Granted {
            columns = List.copyOf(columns);
        }

        public boolean isNamed() {
            return !resource.equals(UNNAMED);
        }
    }
}
