package dev.sallyport.gateway;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a session is: open, ended (nothing may happen any more), closed (the conversation is over). Changed on
/// the loop only; read from everywhere.
final class Life {

    private volatile Instant endsAt;
    private volatile @Nullable String ended;
    private volatile boolean closed;

    Life(Instant endsAt) {
        this.endsAt = endsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    void shorten(Instant end) {
        if (end.isBefore(endsAt)) endsAt = end;
    }

    /// @return false when it had ended before
    boolean end(String reason) {
        if (ended != null) return false;
        ended = reason;
        return true;
    }

    /// Neither ended nor closed.
    boolean open() {
        return ended == null && !closed;
    }

    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    /// Why nothing may happen any more; empty while it may.
    Optional<String> over(Instant now) {
        String reason = ended;
        if (reason != null) return Optional.of(reason);
        return now.isBefore(endsAt) ? Optional.empty() : Optional.of("its time is over");
    }

    /// `open`, or why it is ending.
    String state() {
        String reason = ended;
        return reason == null ? "open" : reason;
    }

    String closingReason() {
        String reason = ended;
        return reason == null ? "the conversation is over" : reason;
    }
}
