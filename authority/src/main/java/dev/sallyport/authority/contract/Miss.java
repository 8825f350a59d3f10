package dev.sallyport.authority.contract;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import java.util.List;

/// Why a line does not cover an operation of its verb and resource.
///
/// @param nearness of two misses the greater one is the better advice
record Miss(String rule, String reason, int nearness) {

    static final int FIELDS = 0;
    static final int SENSITIVE = 1;
    static final int KEY = 2;

    Deny deny() {
        return new Deny(rule, reason, List.of(new Signal.Contract(rule, false, reason)));
    }
}
