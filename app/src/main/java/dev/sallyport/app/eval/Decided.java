package dev.sallyport.app.eval;

import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.Judgement;
import java.util.function.LongSupplier;

/// @param millis that the decision took
record Decided(Recorded recorded, Judgement judgement, double millis) {

    private static final double NANOS_PER_MILLI = 1e6;

    /// @param nanos a clock for durations
    static Decided by(IntentEngine engine, Recorded recorded, LongSupplier nanos) {
        long start = nanos.getAsLong();
        Judgement judgement = engine.judge(recorded.proposal());
        return new Decided(recorded, judgement, (nanos.getAsLong() - start) / NANOS_PER_MILLI);
    }

    boolean stopped() {
        return judgement.course() != Judgement.Course.ALLOW;
    }
}
