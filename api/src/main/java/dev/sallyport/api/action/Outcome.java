package dev.sallyport.api.action;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How a permitted action ended.
///
/// @param records rows of the answer, or rows changed
/// @param keys distinct key values seen in the answer; 0 when the connector could not tell
/// @param bytes of the answer, as carried
/// @param duration from permit to the end of the answer
/// @param shown the records that were seen, where every row of the answer says which one it shows; nothing
///     for any
///     other resource
public record Outcome(Ending ending, long records, long keys, long bytes, Duration duration, List<Shown> shown) {

    public Outcome {
        shown = List.copyOf(shown);
    }

    public Outcome(Ending ending, long records, long keys, long bytes, Duration duration) {
        this(ending, records, keys, bytes, duration, List.of());
    }

    /// The records of one resource, each once.
    ///
    /// @param resource canonical name
    /// @param fields of a unique key
    /// @param keys the values of the fields, in their order, in canonical text
    public record Shown(String resource, List<String> fields, Set<List<String>> keys) {
        public Shown {
            fields = List.copyOf(fields);
            keys = Set.copyOf(keys);
        }

        /// Values are not for every log.
        @Override
        public String toString() {
            return "Shown[" + resource + ", " + keys.size() + "]";
        }
    }

    public enum Ending {
        SUCCEEDED,
        /// The target refused or failed.
        FAILED,
        /// Permitted, but the target never ran it: an earlier part of the pipeline failed.
        SKIPPED,
        /// Stopped by the gateway while it ran.
        CUT,
        /// The conversation ended before the answer did: the effect is not known.
        ABANDONED
    }
}
