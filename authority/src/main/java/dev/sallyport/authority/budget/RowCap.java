package dev.sallyport.authority.budget;

/// After how many rows an answer must be cut, gathered over the operations of one action.
///
/// Records without a key bound the rows: every row may be a new record. A unique key bounds its records
/// by itself; alone it also bounds the rows, in company (joins, unions) the limits per action do.
final class RowCap {

    private long records = Long.MAX_VALUE;
    private boolean anyRecords;
    private int keyed;
    private long keys;
    private long perAction;
    private boolean limited = true;

    void records(long reserved) {
        anyRecords = true;
        records = Math.min(records, reserved);
    }

    void keys(long count, long most, boolean isLimited) {
        keyed++;
        keys = count;
        perAction = perAction > Long.MAX_VALUE - most ? Long.MAX_VALUE : perAction + most;
        limited &= isLimited;
    }

    long rows() {
        if (anyRecords) return records;
        if (keyed == 0 || !limited) return Long.MAX_VALUE;
        return keyed == 1 ? keys : perAction;
    }
}
