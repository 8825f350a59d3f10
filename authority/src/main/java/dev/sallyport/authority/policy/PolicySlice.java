package dev.sallyport.authority.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The policies that can concern one target, parsed once on Cedar's side: an evaluation of five hundred
/// then takes 0.9 ms instead of 0.2 ms a policy.
final class PolicySlice {

    private static final String ENGINE = "cedar";

    private final PolicySet policies;
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    PolicySlice(Set<Policy> policies) throws CacheException {
        this.policies = new PolicySet(policies);
        this.policies.cache();
    }

    /// What is forbidden to any workload that a session acts for is forbidden to the session.
    ///
    /// @return the first that denies, else the session's own; empty when Cedar itself failed: then nothing is known
    Optional<Ruling> ask(Session session, Question question) {
        for (Delegation.Grant above : session.delegation().above()) {
            Optional<Ruling> ruling = askOne(as(above.workload(), session), question);
            if (ruling.isEmpty() || !ruling.get().allows()) return ruling;
        }
        return askOne(session, question);
    }

    private static Session as(Workload workload, Session session) {
        return new Session(
                session.id(),
                workload,
                session.actors(),
                session.target(),
                session.purpose(),
                session.access(),
                session.openedAt(),
                session.endsAt());
    }

    private Optional<Ruling> askOne(Session session, Question question) {
        CedarRequest request = CedarRequest.of(session, question);
        try {
            AuthorizationResponse response = engine.isAuthorized(request.request(), policies, request.entities());
            return response.success.map(success -> ruling(success, question));
        } catch (AuthException _) {
            return Optional.empty();
        }
    }

    private static Ruling ruling(AuthorizationSuccessResponse response, Question question) {
        List<String> determining = response.getReason().stream().sorted().toList();
        List<String> erroring = response.getErrors().stream()
                .map(AuthorizationSuccessResponse.AuthorizationError::getPolicyId)
                .sorted()
                .toList();
        boolean allows = response.isAllowed() && erroring.isEmpty();
        return new Ruling(
                allows,
                "policies"
                        + decisive(response, determining, erroring)
                                .map(id -> "." + id)
                                .orElse(""),
                reason(response, erroring, question),
                new Signal.Policies(ENGINE, allows, determining, erroring));
    }

    /// A forbid says more than an error, an error more than a permit that does not count because of it.
    private static Optional<String> decisive(
            AuthorizationSuccessResponse response, List<String> determining, List<String> erroring) {
        boolean error = !erroring.isEmpty() && (response.isAllowed() || determining.isEmpty());
        return (error ? erroring : determining).stream().findFirst();
    }

    private static String reason(AuthorizationSuccessResponse response, List<String> erroring, Question question) {
        String what = question.verb() + " on `" + question.resource().path() + "`";
        if (!erroring.isEmpty()) return "a policy could not be evaluated, so it denies " + what;
        if (response.isAllowed()) return "policies permit " + what;
        return response.getReason().isEmpty() ? "no policy permits " + what : "a policy forbids " + what;
    }
}
