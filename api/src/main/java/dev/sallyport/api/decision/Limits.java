package dev.sallyport.api.decision;

/// How much of an answer may pass before it is cut.
///
/// @param records rows; `Long.MAX_VALUE` for no limit
public record Limits(long records) {

    public static final Limits NONE = new Limits(Long.MAX_VALUE);

    /// A bounded permit is a barrier: nothing overtakes it until its answer has ended.
    public boolean bounded() {
        return records != Long.MAX_VALUE;
    }
}
