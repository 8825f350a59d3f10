package dev.sallyport.gateway;

import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Settled;
import java.util.concurrent.atomic.LongAdder;

/// What a session was given and refused so far. Written on its loop, read from everywhere.
final class Tally {

    private final LongAdder permitted = new LongAdder();
    private final LongAdder denied = new LongAdder();

    void count(Settled decision) {
        switch (decision) {
            case Permit _ -> permitted.increment();
            case Deny _, Contain _ -> denied.increment();
        }
    }

    long permitted() {
        return permitted.sum();
    }

    long denied() {
        return denied.sum();
    }
}
