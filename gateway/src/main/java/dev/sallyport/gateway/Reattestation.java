package dev.sallyport.gateway;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Would what somebody was let in with still prove them (R18)? A key may have been withdrawn since, a certificate
/// revoked, a pod deleted. Each attestation is asked about once, however many sessions and tasks came with it. A
/// platform that cannot be asked has revoked nothing: they go on until their proof ends. For one run, on one thread;
/// blocks as the methods do.
final class Reattestation {

    private final Map<String, AuthMethod> methods;
    private final InstantSource clock;
    private final Map<Question, Optional<String>> asked = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    private record Question(String method, Attestation shown) {}

    Reattestation(Map<String, AuthMethod> methods, InstantSource clock) {
        this.methods = methods;
        this.clock = clock;
    }

    /// @return how many were ended
    int run(Collection<Attested> all) throws InterruptedException {
        int ended = 0;
        for (Attested one : all) {
            Optional<String> reason = reason(one);
            if (reason.isPresent() && one.ending().end(reason.get())) ended++;
        }
        return ended;
    }

    private Optional<String> reason(Attested one) throws InterruptedException {
        Workload workload = one.workload();
        Question question = new Question(workload.authMethod(), one.shown());
        Optional<String> known = asked.get(question);
        if (known == null) {
            known = ask(question, workload);
            asked.put(question, known);
        }
        return known;
    }

    /// A method that is gone is door one's business.
    private Optional<String> ask(Question question, Workload workload) throws InterruptedException {
        AuthMethod method = methods.get(question.method());
        if (method == null || silent.contains(question.method())) return Optional.empty();
        return switch (method.again(question.shown(), workload, clock.instant())) {
            case Authentication.Proven _ -> Optional.empty();
            case Authentication.Refused refused -> reason(question, refused);
        };
    }

    private Optional<String> reason(Question question, Authentication.Refused refused) {
        if (refused.reason() == RefusalReason.KEYS_UNAVAILABLE) {
            silent.add(question.method());
            return Optional.empty();
        }
        return Optional.of("no longer proven: " + refused.detail());
    }
}
