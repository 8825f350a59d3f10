package dev.sallyport.authority.intent.shell;

import java.util.List;

/// What is known of a utility.
///
/// @param valued the letters of its options that take a value
/// @param purpose what it is for, as stems of plain words
record Utility(String name, Effect effect, String valued, List<String> purpose) {

    /// One that the table does not know: it runs something.
    static Utility unknown(String name) {
        return new Utility(name, Effect.RUN, "", List.of());
    }

    boolean known() {
        return !purpose.isEmpty();
    }
}
