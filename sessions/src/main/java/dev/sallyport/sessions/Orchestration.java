package dev.sallyport.sessions;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.sessions.Statements.Checked;
import java.time.Instant;
import java.util.SortedMap;

/// Who says what a task is for (R1): the agent itself, or an orchestrator whose `orchestrator_token`
/// names the purpose and, in `sub`, the one workload that it is meant for.
record Orchestration(Statements statements) {

    private static final String PURPOSE = "purpose";

    /// @param subject whom the statement is for; empty when there is none
    record Declared(Purpose purpose, String subject) {

        /// Somebody else's statement is nobody's.
        void meant(Workload workload) throws OAuthError.Raised {
            if (!subject.isEmpty() && !subject.equals(workload.subject())) {
                throw OAuthError.of(
                                RefusalReason.NOT_THE_HOLDER,
                                "orchestrator_token: was signed for another workload than `" + workload + "`")
                        .raised();
            }
        }
    }

    Declared declared(TokenRequest request, TaskRequest task, Instant now)
            throws OAuthError.Raised, InterruptedException {
        if (request.orchestratorToken().isEmpty())
            return new Declared(new Purpose(task.purpose(), task.task(), Declarer.AGENT), "");
        return switch (statements.check(request.orchestratorToken(), now)) {
            case Checked.Refused no ->
                throw OAuthError.of(no.reason(), "orchestrator_token: " + no.detail())
                        .raised();
            case Checked.Signed signed -> declared(signed.claims(), task);
        };
    }

    private static Declared declared(SortedMap<String, Object> claims, TaskRequest task) throws OAuthError.Raised {
        boolean whole = claims.get(PURPOSE) instanceof String && claims.get("sub") instanceof String;
        String purpose = whole ? String.valueOf(claims.get(PURPOSE)) : "";
        String subject = whole ? String.valueOf(claims.get("sub")) : "";
        if (purpose.isEmpty() || subject.isEmpty())
            throw OAuthError.request("orchestrator_token: must say `purpose` and, as `sub`, for whom")
                    .raised();
        if (!task.purpose().isEmpty() && !task.purpose().equals(purpose)) {
            throw OAuthError.of(
                            RefusalReason.PURPOSE_NOT_ALLOWED, "purpose: orchestrator_token names `" + purpose + "`")
                    .raised();
        }
        // what counts as the orchestrator's must be: the agent's own text is not taken for it (R2)
        String text = claims.get("task") instanceof String said ? said : "";
        return new Declared(new Purpose(purpose, text, Declarer.ORCHESTRATOR), subject);
    }
}
