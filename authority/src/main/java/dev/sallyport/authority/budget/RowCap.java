package dev.sallyport.authority.budget;

/// After how many rows an answer must be cut, gathered over the operations of one action.
///
/// Records of which nobody knows how many there are bound the rows: every row may be a new record. What is known
/// beforehand, by unique keys or by a number that the target is held to, is bounded by itself; alone it also bounds
/// the rows, in company (joins, unions) the limits per action do, and nothing where rows are more than records.
final class RowCap {

    private long records = Long.MAX_VALUE;
    private boolean anyRecords;
    private int known;
    private long count;
    private long perAction;
    private boolean limited = true;
    private boolean spread;

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

    void spread() {
        spread = true;
    }

    long rows() {
        if (anyRecords) return records;
        if (known == 0 || !limited || spread) return Long.MAX_VALUE;
        return known == 1 ? count : perAction;
    }
}
