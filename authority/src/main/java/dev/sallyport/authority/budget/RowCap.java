package dev.sallyport.authority.budget;

/// After how many rows an answer must be cut, gathered over the operations of one action.
///
/// Records of which nobody knows how many there are bound the rows: every row may be a new record. What is known
/// beforehand, by unique keys or by a number that the target is held to, is bounded by itself; alone it also bounds
/// the rows, in company (joins, unions, more than one statement) the limits per action do.
final class RowCap {

    private long records = Long.MAX_VALUE;
    private boolean anyRecords;
    private int known;
    private long count;
    private long perAction;
    private boolean limited = true;

    void records(long reserved) {
        anyRecords = true;
        records = Math.min(records, reserved);
    }

    void known(long most, long perAction, boolean isLimited) {
        known++;
        count = most;
        this.perAction = this.perAction > Long.MAX_VALUE - perAction ? Long.MAX_VALUE : this.perAction + perAction;
        limited &= isLimited;
    }

    long rows() {
        if (anyRecords) return records;
        if (known == 0 || !limited) return Long.MAX_VALUE;
        return known == 1 ? count : perAction;
    }
}
