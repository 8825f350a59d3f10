package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Permit;

/// Makes the filter for the answer to what was permitted. On the loop.
@FunctionalInterface
public interface Answering {

    /// @param permit whose limits and masks the filter keeps: the floor cuts behind it, but
    ///     only afterwards
    AnswerFilter permitted(Permit permit);

    /// As the permit lets it go: what is to be hidden decides what may be asked. Before
    /// [#permitted], which is not called for what is withheld.
    default Sending sending(UpstreamRequest request, Permit permit) {
        return new Sending.Sent(request);
    }
}
