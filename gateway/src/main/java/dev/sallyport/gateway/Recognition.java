package dev.sallyport.gateway;

import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.api.session.TaskTokens.Presented;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// Steps 3 and 4 of a request: which auth method proves who knocks, and does door one bind it to the
/// target?
///
/// A session token of this gateway is recognised first, and by nobody else. Then every method is asked
/// in the configured order; the first proof that door one accepts wins. Blocks as the methods do.
final class Recognition {

    sealed interface Answer {}

    /// @param delegation none without a session token
    record Known(Workload workload, Entry.Granted entry, Delegation delegation, DeclaredPurpose declared, Place place)
            implements Answer {}

    /// @param endsAt no session lasts longer
    /// @param connections open at once for the session token's grant
    record Place(Instant endsAt, int connections) {
        static final Place ANY = new Place(Instant.MAX, Integer.MAX_VALUE);
    }

    record Stranger(Refusal why) implements Answer {}

    static final Refusal NO_METHOD =
            new Refusal(RefusalReason.UNSUPPORTED, "no auth method accepts what was presented");

    private final Supplier<? extends Map<String, AuthMethod>> methods;
    private final DoorOne doorOne;
    private final TaskTokens tokens;
    private final InstantSource clock;

    Recognition(Supplier<? extends Map<String, AuthMethod>> methods, Outside outside) {
        this.methods = methods;
        this.doorOne = new DoorOne(outside.authority());
        this.tokens = outside.tokens();
        this.clock = outside.clock();
    }

    Answer recognise(Approach approach) throws InterruptedException {
        Presented presented = tokens.present(
                approach.attestation(), approach.peer(), approach.target(), approach.proxied(), clock.instant());
        return switch (presented) {
            case Presented.Foreign _ -> askAll(approach);
            case Presented.Refused refused -> new Stranger(new Refusal(refused.reason(), refused.detail()));
            case Presented.Held held -> held(held, approach);
        };
    }

    /// What the connection says of its purpose may repeat what the token says, and nothing else (R1).
    private Answer held(Presented.Held held, Approach approach) {
        String named = approach.purpose().name();
        if (!named.isEmpty() && !named.equals(held.purpose())) {
            return new Stranger(new Refusal(
                    RefusalReason.PURPOSE_NOT_ALLOWED,
                    "the session token is for another purpose than `" + named + "`"));
        }
        Delegation.Grant own = held.delegation().own();
        Place place = new Place(held.endsAt(), held.connections());
        return switch (doorOne(own.workload(), held.delegation(), approach, DoorOne.declared(own.declared()), place)) {
            case Known known
            when !known.entry().purpose().name().equals(held.purpose()) ->
                new Stranger(new Refusal(RefusalReason.NOT_BOUND, "its access rule changed; open a new task"));
            case Known known -> known;
            case Stranger stranger -> stranger;
        };
    }

    private Answer askAll(Approach approach) throws InterruptedException {
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
            case Authentication.Proven proven ->
                doorOne(proven.workload(), Delegation.NONE, approach, approach.purpose(), Place.ANY);
            case Authentication.Refused refused -> new Stranger(new Refusal(refused.reason(), refused.detail()));
        };
    }

    private Answer doorOne(
            Workload workload, Delegation delegation, Approach approach, DeclaredPurpose declared, Place place) {
        Instant now = clock.instant();
        if (!now.isBefore(workload.validUntil())) {
            return new Stranger(new Refusal(RefusalReason.EXPIRED, "the proof has expired; get a new one"));
        }
        return switch (doorOne.admit(workload, delegation, approach.target(), declared, now)) {
            case Entry.Granted granted -> new Known(workload, granted, delegation, declared, place);
            case Entry.Refused refused -> new Stranger(new Refusal(refused.reason(), refused.detail()));
        };
    }
}
