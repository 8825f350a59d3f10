package dev.sallyport.trail.read;

import dev.sallyport.trail.read.Verification.Damage;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds heads, in the order of their numbers, against the chain as it goes by.
final class HeadCheck {

    /// Where the heads come from.
    interface Source {
        Optional<SignedHead> next() throws IOException;
    }

    /// @param seq where it disagrees
    record Disagreement(Damage damage, long seq, String detail) {}

    private final Source source;
    private final String name;
    private @Nullable SignedHead head;
    private long last;
    private long agreed;
    private long signedUpTo;

    HeadCheck(String name, Source source) throws IOException {
        this.name = name;
        this.source = source;
        advance();
    }

    private void advance() throws IOException {
        if (head != null) last = head.seq();
        head = source.next().orElse(null);
    }

    /// To be asked for every line, in order.
    Optional<Disagreement> line(long seq, String hash) throws IOException {
        while (head != null && head.seq() <= seq) {
            if (head.seq() < last)
                return Optional.of(
                        new Disagreement(Damage.HEAD_INVALID, head.seq(), "heads of " + name + " are out of order"));
            if (head.seq() == seq && !head.hash().equals(hash)) return Optional.of(rewritten(head));
            if (head.seq() == seq) agree(seq);
            advance();
        }
        return Optional.empty();
    }

    private Disagreement rewritten(SignedHead head) {
        return new Disagreement(
                Damage.REWRITTEN,
                head.seq(),
                "the chain was rewritten: " + name + " of " + head.at() + " has another hash for this line");
    }

    private void agree(long seq) {
        agreed++;
        signedUpTo = seq;
    }

    /// To be asked when no line is left.
    Optional<Disagreement> end(long lastSeq) {
        if (head == null || head.seq() <= lastSeq) return Optional.empty();
        return Optional.of(new Disagreement(
                Damage.TAIL_CUT,
                lastSeq + 1,
                "the tail was cut: the trail ends at seq " + lastSeq + ", but " + name + " of " + head.at()
                        + " proves that it reached seq " + head.seq()));
    }

    long agreed() {
        return agreed;
    }

    long signedUpTo() {
        return signedUpTo;
    }
}
