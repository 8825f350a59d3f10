package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Permit;

/// Makes the filter for the answer to what was permitted. On the loop.
@FunctionalInterface
public interface Answering {

    /// @param permit whose limits and masks the filter keeps: the floor cuts behind it, but only afterwards
    AnswerFilter permitted(Permit permit);
}
