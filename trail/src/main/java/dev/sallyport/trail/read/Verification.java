package dev.sallyport.trail.read;

/// What a [Verifier] found. Immutable.
public sealed interface Verification {

    /// What was sound, up to the place where it was not.
    Extent extent();

    /// One or two sentences for a person.
    String describe();

    /// Nothing was flipped, removed, inserted, reordered or cut.
    record Intact(Extent extent) implements Verification {
        @Override
        public String describe() {
            return "the trail is intact: " + extent.words();
        }
    }

    /// The last line has no end: the gateway was killed while it wrote, or is writing now, or the tail was cut after
    /// the last signed head. Nothing was announced under an unfinished line.
    ///
    /// @param bytes of the unfinished line
    record Torn(Extent extent, Place place, long bytes) implements Verification {
        @Override
        public String describe() {
            return "the last line is unfinished (" + bytes + " bytes at " + place.words() + "); before it: "
                    + extent.words();
        }
    }

    /// Somebody or something changed the trail.
    record Broken(Extent extent, Place place, Damage damage, String detail) implements Verification {
        @Override
        public String describe() {
            return place.words() + ": " + detail;
        }
    }

    /// What kind of change. The names are stable.
    enum Damage {
        /// The bytes are not a line of the trail.
        MALFORMED,
        /// The line does not match its own hash: a byte was changed.
        ALTERED,
        /// Lines before this one are missing.
        LINES_MISSING,
        /// A line that stood earlier stands here again, or lines were swapped.
        OUT_OF_ORDER,
        /// The line is sound and has the right number but does not hang on the line before it: inserted or replaced.
        NOT_LINKED,
        SEGMENT_MISSING,
        /// A signed head names lines that are not there any more.
        TAIL_CUT,
        /// A signed head names another hash: the chain was rewritten.
        REWRITTEN,
        /// A head is malformed, out of order, or not signed by a known key.
        HEAD_INVALID
    }

    /// @param file name of the file within the trail, or `saved head`
    /// @param line from 1; 0 when it is not about a line
    /// @param offset of the line's first byte
    /// @param seq the number that belongs there; 0 when none does
    record Place(String file, long line, long offset, long seq) {
        String words() {
            if (line == 0) return file + " (seq " + seq + ")";
            String which = seq == 0 ? "" : "seq " + seq + ", ";
            return file + " line " + line + " (" + which + "byte " + offset + ")";
        }
    }

    /// @param firstSeq 0 when there is no line
    /// @param lastHash of the last line, 64 hex digits
    /// @param lastSegment 0 when there is no segment
    /// @param lastLength sound bytes of the last segment
    /// @param heads signed heads that agree with the chain
    /// @param signedUpTo the last line that a signed head proves; lines after it could be cut without a trace
    record Extent(
            long firstSeq,
            long lastSeq,
            String lastHash,
            int segments,
            int lastSegment,
            long lastLength,
            long heads,
            long signedUpTo) {

        public long records() {
            return firstSeq == 0 ? 0 : lastSeq - firstSeq + 1;
        }

        String words() {
            String proof = signedUpTo == 0
                    ? "no signed head"
                    : count(heads, "signed head") + ", the last for seq " + signedUpTo;
            return count(records(), "record") + ", seq " + firstSeq + " to " + lastSeq + ", in "
                    + count(segments, "segment") + "; " + proof;
        }

        private static String count(long number, String what) {
            return number + " " + what + (number == 1 ? "" : "s");
        }
    }
}
