package dev.sallyport.authority.budget;

/// What an operation takes from the budgets.
public sealed interface Cost {

    Cost FREE = new Free();

    /// Nothing: another operation of the same action pays for it.
    record Free() implements Cost {}

    /// Exactly these records and no others: each distinct key costs one, the first time.
    final class Keys implements Cost {
        private final long[] digests;

        public Keys(long... digests) {
            this.digests = digests.clone();
        }

        public int count() {
            return digests.length;
        }

        /// Of each record, not to be changed.
        public long[] digests() {
            return digests;
        }
    }

    /// Records that nobody can name beforehand.
    ///
    /// @param atLeast what must be free or it is refused; `Long.MAX_VALUE` when the answer cannot be cut
    ///     and nobody knows how much it touches
    /// @param atMost what it could touch; `Long.MAX_VALUE` when unknown
    /// @param floor what is charged even when less came back
    /// @param kept true when rows do not show how much was read (R7): the whole reservation is charged
    /// @param firm true when the target cannot touch more than `atMost`, whatever comes back
    record Records(long atLeast, long atMost, long floor, boolean kept, boolean firm) implements Cost {

        public Records(long atLeast, long atMost, long floor, boolean kept) {
            this(atLeast, atMost, floor, kept, false);
        }

        /// More than the least would be used if there is room.
        boolean stretches() {
            return atMost > atLeast;
        }

        /// Whether all that it could touch fits into what was reserved: the rows of its company are not its own then.
        boolean isWhole(long reserved) {
            return firm && reserved == atMost && atMost != Long.MAX_VALUE;
        }
    }
}
