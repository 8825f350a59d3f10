package dev.sallyport.grammar.sql.query;

/// What a query shows of the rows that it folds.
///
/// @param asks how often that: each number beyond the first, and each extreme, could be asked for alone
record Folded(Fold fold, int asks) {

    static final Folded NONE = new Folded(Fold.NONE, 1);
    static final Folded WHOLE = new Folded(Fold.WHOLE, 1);

    Folded as(Fold other) {
        return new Folded(other, asks);
    }
}
