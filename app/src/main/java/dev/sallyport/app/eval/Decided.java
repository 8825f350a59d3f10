package dev.sallyport.app.eval;

import dev.sallyport.authority.intent.Judgement;

/// @param millis that the decision took
record Decided(Recorded recorded, Judgement judgement, double millis) {

    boolean stopped() {
        return judgement.course() != Judgement.Course.ALLOW;
    }
}
