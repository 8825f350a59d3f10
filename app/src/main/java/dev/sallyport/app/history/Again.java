package dev.sallyport.app.history;

import dev.sallyport.app.cli.work.History.Difference;
import java.util.List;

/// What became of one decision when it was made again.
sealed interface Again {

    enum Plain implements Again {
        AGREES,
        /// All of it that can be seen: what was not understood is sealed, and the reason repeats it.
        AGREES_BUT_SEALED,
        /// The gateway's own word, no rule's: nothing to decide.
        OPERATIONAL
    }

    record Differs(List<Difference> fields) implements Again {}

    /// Decided under another configuration than those given.
    record Elsewhere(String generation) implements Again {}

    /// Something that it depends on is not known here.
    record Unknown(String why) implements Again {}
}
