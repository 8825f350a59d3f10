package dev.sallyport.authority.budget;

/// After how many rows an answer must be cut, gathered over the operations of one action.
///
/// Records that nobody can name or count beforehand bound the rows: every row may be a new one of
/// them. All others are taken in full before, so they bound themselves: those of a unique key, and
/// known numbers of records (what is changed, `LIMIT 1`). Alone they also bound the rows; in company
/// (joins, unions, several statements) the known numbers and, for keys, the limits per action do.
final class RowCap {

    private long open = Long.MAX_VALUE;
    private boolean anyOpen;
    private int counted;
    private long known;
    private int keyed;
    private long keys;
    private long perAction;
    private boolean limited = true;

    /// @param reserved what an answer may bring
    void open(long reserved) {
        anyOpen = true;
        open = Math.min(open, reserved);
    }

    void known(long reserved) {
        counted++;
        known = sum(known, reserved);
    }

    void keys(long count, long most, boolean isLimited) {
        keyed++;
        keys = count;
        perAction = sum(perAction, most);
        limited &= isLimited;
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    long rows() {
        if (anyOpen) return open;
        if (keyed == 0) return counted == 0 ? Long.MAX_VALUE : known;
        if (!limited) return Long.MAX_VALUE;
        return keyed == 1 && counted == 0 ? keys : sum(perAction, known);
    }
}
