package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Permit;

/// A request that was permitted and withheld all the same: nothing of it was done.
record Unsent(Answer instead) implements Performance {

    @Override
    public void permitted(Permit permit, Outflow out) {
        boolean _ = out.instead(instead);
    }

    @Override
    public Tally tally() {
        return Tally.NOTHING;
    }
}
