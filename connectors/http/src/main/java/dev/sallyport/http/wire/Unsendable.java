package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Permit;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.Tally;

/// A request whose target cannot be read in one way: it goes nowhere, also where nothing is denied
/// (observe mode).
final class Unsendable implements Performance {

    @Override
    public void permitted(Permit permit, Outflow out) {
        boolean _ = out.instead(Answer.of(
                400,
                "text/plain; charset=utf-8",
                "path and query can be read in more than one way: write them plainly\n"));
    }

    @Override
    public Tally tally() {
        return Tally.NOTHING;
    }
}
