package dev.sallyport.gateway;

import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// Steps 3 and 4 of a request: which auth method proves who knocks, and does door one bind it to the target?
///
/// Every method is asked in the configured order; the first proof that door one accepts wins. Blocks as the methods
/// do.
final class Recognition {

    sealed interface Answer {}

    record Known(Workload workload, Entry.Granted entry) implements Answer {}

    record Stranger(Refusal why) implements Answer {}

    private static final Refusal NO_METHOD =
            new Refusal(RefusalReason.UNSUPPORTED, "no auth method accepts what was presented");

    private final Supplier<? extends Map<String, AuthMethod>> methods;
    private final Authority authority;
    private final InstantSource clock;

    Recognition(Supplier<? extends Map<String, AuthMethod>> methods, Authority authority, InstantSource clock) {
        this.methods = methods;
        this.authority = authority;
        this.clock = clock;
    }

    Answer recognise(Approach approach) throws InterruptedException {
        Refusal best = NO_METHOD;
        for (AuthMethod method : methods.get().values()) {
            switch (ask(method, approach)) {
                case Known known -> {
                    return known;
                }
                case Stranger stranger -> best = Telling.better(best, stranger.why());
            }
        }
        return new Stranger(best);
    }

    private Answer ask(AuthMethod method, Approach approach) throws InterruptedException {
        return switch (method.authenticate(approach.attestation(), clock.instant())) {
            case Authentication.Proven proven -> doorOne(proven.workload(), approach);
            case Authentication.Refused refused -> new Stranger(new Refusal(refused.reason(), refused.detail()));
        };
    }

    private Answer doorOne(Workload workload, Approach approach) {
        if (!clock.instant().isBefore(workload.validUntil())) {
            return new Stranger(new Refusal(RefusalReason.EXPIRED, "the proof has expired; get a new one"));
        }
        return switch (authority.admit(workload, approach.target(), approach.purpose(), clock.instant())) {
            case Entry.Granted granted -> new Known(workload, granted);
            case Entry.Refused refused -> new Stranger(new Refusal(refused.reason(), refused.detail()));
        };
    }
}
