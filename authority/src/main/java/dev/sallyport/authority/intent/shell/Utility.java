package dev.sallyport.authority.intent.shell;

import java.util.List;

/// What is known of a utility.
///
/// @param valued the letters of its options that take a value
/// @param plain what it is for, in plain words
/// @param purpose the stems of these words
record Utility(String name, Effect effect, String valued, List<String> plain, List<String> purpose) {

    /// One that the table does not know: it runs something.
    static Utility unknown(String name) {
        return new Utility(name, Effect.RUN, "", List.of(), List.of());
    }

    boolean known() {
        return !purpose.isEmpty();
    }
}
