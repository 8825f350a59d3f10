package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a trail tells to who asks more than what stands in it. Needs no gateway; changes nothing.
public interface History {

    /// Decides every recorded action again, under the configuration it was decided under (R24).
    ///
    /// @throws CommandFailure when the trail is broken or a configuration cannot be read
    Recomputed recompute(Book book, List<Path> configurations) throws CommandFailure, IOException;

    /// Decides every recorded action under another configuration.
    ///
    /// @throws CommandFailure as [#recompute]
    Replayed replay(Book book, Path configuration, Optional<Instant> since) throws CommandFailure, IOException;

    /// What happened in a session or to a request, in order; empty when the trail knows neither.
    ///
    /// @throws CommandFailure as [#recompute]
    Optional<Story> story(Book book, String id) throws CommandFailure, IOException;

    /// A purpose that would allow what a workload was seen to do.
    ///
    /// @throws CommandFailure as [#recompute]
    Learned learn(Book book, Wish wish) throws CommandFailure, IOException;

    /// @param trail its folder, or a copy of it
    /// @param keys folder of the keys that sign and seal it; empty: signatures are not checked, and
    ///     what is sealed stays so
    record Book(Path trail, Optional<Path> keys) {}

    /// @param verified what verification said of the trail
    /// @param counts what became of the decisions, in a fixed order
    /// @param differences the first of them
    /// @param agrees false when one differs, or one could not be decided again
    record Recomputed(String verified, List<Count> counts, List<Difference> differences, boolean agrees) {
        public Recomputed {
            counts = List.copyOf(counts);
            differences = List.copyOf(differences);
        }
    }

    /// @param what such as `agree`
    /// @param detail more about it; possibly empty
    record Count(String what, String detail, long number) {}

    /// @param field of the record, such as `verdict`
    /// @param recorded its value there
    /// @param again the value now
    record Difference(long seq, String request, String field, String recorded, String again) {}

    /// @param decided how many were decided again
    /// @param same how many of them alike
    /// @param left what could not be decided, and why
    /// @param changes grouped, the most frequent first
    record Replayed(String verified, long decided, long same, List<Count> left, List<Change> changes) {
        public Replayed {
            left = List.copyOf(left);
            changes = List.copyOf(changes);
        }
    }

    /// @param before the verdict of the trail
    /// @param after the verdict under the other configuration
    /// @param rule that decides now
    /// @param workload as it is counted
    /// @param resource what was asked for
    /// @param reason why now
    /// @param number of requests
    /// @param example one of them
    record Change(
            String before,
            String after,
            String rule,
            String workload,
            String resource,
            String reason,
            long number,
            String example) {}

    /// @param lines in the order of what happened
    record Story(String verified, List<StoryLine> lines) {
        public Story {
            lines = List.copyOf(lines);
        }
    }

    /// @param verdict of a decision, ending of an outcome; otherwise empty
    /// @param deeper how far it is indented
    /// @param text untrusted
    record StoryLine(Instant at, String kind, String verdict, int deeper, String text) {}

    /// @param workload as it is counted, or its subject
    /// @param target only of this one; empty for any
    /// @param name of the proposed purpose
    record Wish(String workload, Optional<Instant> since, String target, String name) {}

    /// @param yaml of a purpose, ready to be pasted under `purposes`; without any untrusted text
    ///     outside quotes
    /// @param notes what was left out, and why
    /// @param sessions that were looked at
    /// @param empty true when nothing is proposed
    record Learned(String verified, String yaml, List<String> notes, long sessions, boolean empty) {
        public Learned {
            notes = List.copyOf(notes);
        }
    }
}
