package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.List;

/// What a parameter must be, so that nothing fails that is computed only once a record comes so far: the error would
/// tell of records that no key names. Looked at when values are bound. Immutable, safe on every thread.
sealed interface Demand permits Exact, Pattern, Written, Span {

    /// Of $1, $2, …, from 1.
    int parameter();

    /// True for one that is missing or NULL.
    boolean isMet(List<BoundValue> values);

    /// What is asked, after `$1 `: what the client should do.
    String words();
}
