package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the audit log, also while the gateway writes it.
public interface TrailBook {

    /// Every record that passes, oldest first.
    ///
    /// @param folder of the trail
    void show(Path folder, Wanted wanted, Reader reader) throws CommandFailure, IOException;

    /// Records as they come, until the thread is interrupted or the reader has enough.
    void follow(Path folder, Wanted wanted, Reader reader) throws CommandFailure, IOException, InterruptedException;

    /// Proves that nobody changed it, or says where somebody did.
    ///
    /// @param keys folder of the public keys whose signatures are believed
    /// @param saved files of signed heads that were kept elsewhere, one head a line
    Verified verify(Path folder, Path keys, List<Path> saved) throws CommandFailure, IOException;

    /// What a record holds sealed (R21), as JSON; empty when there is no such record.
    ///
    /// @param keys folder of the sealing keys
    /// @throws CommandFailure when the key is not here, or the record was altered
    Optional<String> reveal(Path folder, Path keys, String requestId) throws CommandFailure, IOException;

    @FunctionalInterface
    interface Reader {
        /// @return false to stop
        boolean read(Entry entry);
    }

    /// An empty set lets all pass.
    ///
    /// @param kinds such as `decided`
    record Wanted(Set<String> sessions, Set<String> requests, Set<String> kinds, Optional<Instant> since) {
        public Wanted {
            sessions = Set.copyOf(sessions);
            requests = Set.copyOf(requests);
            kinds = Set.copyOf(kinds);
        }
    }

    /// May hold untrusted text.
    ///
    /// @param seq 0 for a line that cannot be read
    /// @param kind as in the trail, such as `decided`; `unreadable` for a line that cannot be read
    /// @param session empty where there is none
    /// @param request empty where there is none
    /// @param verdict of a decision, ending of an outcome; otherwise empty
    /// @param summary the rest in a sentence
    /// @param json the line as it stands in the file
    record Entry(
            long seq,
            Instant at,
            String kind,
            String session,
            String request,
            String verdict,
            String summary,
            String json) {}

    /// @param words one or two sentences
    /// @param place where it is broken, such as `00000001.jsonl line 7`; empty when it is intact
    /// @param records that are sound
    record Verified(boolean intact, String words, String place, long records) {}
}
