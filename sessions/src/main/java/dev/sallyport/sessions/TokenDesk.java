package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.Reception.Welcome;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.sessions.TokenReader.Good;
import dev.sallyport.sessions.TokenReader.Reading;
import dev.sallyport.sessions.task.Binding;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.task.Tasks;
import dev.sallyport.sessions.token.TokenMint;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Answers token requests (RFC 8693): opens tasks, delegates parts of them, gives fresh tokens. Safe on
/// every thread; blocks as the auth methods, the trail and the store do.
public final class TokenDesk {

    private static final System.Logger LOG = System.getLogger(TokenDesk.class.getName());

    private final Outside outside;
    private final SessionSettings settings;
    private final TokenReader reader;
    private final Issuing issuing;
    private final Possession possession;
    private final Orchestration orchestration;
    private final Names names;

    /// @param mint signs
    /// @param names of grants and tokens
    public TokenDesk(
            Outside outside,
            SessionSettings settings,
            TokenReader reader,
            TokenMint mint,
            Names names,
            ProofCheck proofs,
            Statements statements) {
        this.outside = outside;
        this.settings = settings;
        this.reader = reader;
        this.issuing = new Issuing(mint, settings, names);
        this.possession = new Possession(proofs);
        this.orchestration = new Orchestration(statements);
        this.names = names;
    }

    /// @param form the parameters, decoded
    public TokenAnswer exchange(Map<String, List<String>> form, Caller caller) throws InterruptedException {
        String target = "";
        try {
            TokenRequest request = TokenRequest.of(form, settings.issuer());
            target = request.audience();
            return new TokenAnswer.Issued(issue(request, caller));
        } catch (OAuthError.Raised e) {
            return refused(e.error(), target, caller);
        } catch (Tasks.Full e) {
            OAuthError full = OAuthError.unavailable(RefusalReason.TOO_MANY_SESSIONS, String.valueOf(e.getMessage()));
            return refused(full, target, caller);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "a task could not be recorded", e);
            OAuthError error = OAuthError.unavailable(
                    RefusalReason.TRAIL_UNAVAILABLE, "the task could not be recorded; try again later");
            return refused(error, target, caller);
        }
    }

    private TokenAnswer refused(OAuthError error, String target, Caller caller) {
        Rejection rejection = new Rejection(target, caller.peer(), error.reason(), error.description());
        return new TokenAnswer.Refused(error, outside.reception().turnedAway(rejection));
    }

    private ObjectNode issue(TokenRequest request, Caller caller)
            throws OAuthError.Raised, IOException, Tasks.Full, InterruptedException {
        Instant now = outside.clock().instant();
        return switch (reader.read(request.subjectToken(), caller, true, now)) {
            case Reading.Bad bad ->
                throw OAuthError.of(bad.reason(), bad.detail()).raised();
            case Reading.Fine fine when request.actorToken().isEmpty() -> renew(request, fine.good(), now);
            case Reading.Fine fine -> delegate(request, fine.good(), caller, now);
            case Reading.Foreign _
            when !request.actorToken().isEmpty() ->
                throw OAuthError.request("actor_token: goes with a session token as subject_token")
                        .raised();
            case Reading.Foreign _ -> root(request, caller, now);
        };
    }

    // ---- a task of its own

    private ObjectNode root(TokenRequest request, Caller caller, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full, InterruptedException {
        TaskRequest task = TaskRequest.parse(request.details());
        List<String> targets = targets(task, request);
        Orchestration.Declared said = orchestration.declared(request, task, now);
        Purpose declared = said.purpose();
        Attestation attestation = Proofs.of(request.subjectToken(), caller);
        Welcome.In in = welcome(outside.reception().receive(attestation, Delegation.NONE, declared, targets));
        said.meant(in.workload());
        String id = names.grant();
        Grant grant = new Grant(
                id,
                id,
                "",
                0,
                in.workload(),
                declared,
                in.purpose().name(),
                targets,
                task.limits(),
                possession.bind(caller, now),
                task.intent(),
                now,
                end(task, in.workload(), now.plus(settings.maxLifetime()), now));
        return open(new Tasks.Proved(grant, Proofs.kept(attestation)), in.purpose(), request, caller, now);
    }

    /// Those of the task, or the one that the token is to be for.
    private static List<String> targets(TaskRequest task, TokenRequest request) throws OAuthError.Raised {
        List<String> targets = task.targets();
        if (targets.isEmpty() && !request.audience().isEmpty()) return List.of(request.audience());
        if (targets.isEmpty())
            throw OAuthError.details("targets: name at least one, here or as `audience`")
                    .raised();
        return targets;
    }

    private static Instant end(TaskRequest task, Workload workload, Instant latest, Instant now) {
        Instant asked = task.lifetime().map(now::plus).orElse(latest);
        return Stream.of(asked, latest, workload.validUntil())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    // ---- a part of somebody's task

    private ObjectNode delegate(TokenRequest request, Good parent, Caller caller, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full, InterruptedException {
        Grant above = parent.grant();
        if (above.depth() >= settings.maxDepth()) {
            throw OAuthError.of(
                            RefusalReason.EXHAUSTED,
                            "sessions.maxDepth: this task has been delegated as often as it may, `"
                                    + settings.maxDepth() + "` times")
                    .raised();
        }
        if (!request.orchestratorToken().isEmpty())
            throw OAuthError.request("orchestrator_token: a delegate has its parent's purpose")
                    .raised();
        TaskRequest task = TaskRequest.parse(request.details());
        List<String> targets = Narrowing.targets(task, request, above);
        Purpose declared = Narrowing.purpose(task, above);
        Attestation attestation = Proofs.of(request.actorToken(), caller);
        Welcome.In in = welcome(outside.reception().receive(attestation, parent.delegation(), declared, targets));
        Optional<String> objection = MayAct.objection(above.workload(), in.workload());
        if (objection.isPresent())
            throw OAuthError.of(RefusalReason.NOT_BOUND, objection.get()).raised();
        Grant grant = new Grant(
                names.grant(),
                above.tree(),
                above.id(),
                above.depth() + 1,
                in.workload(),
                declared,
                above.purpose(),
                targets,
                task.limits(),
                shared(above.binding(), caller, now),
                task.intent(),
                now,
                end(task, in.workload(), above.endsAt(), now));
        return open(new Tasks.Proved(grant, Proofs.kept(attestation)), in.purpose(), request, caller, now);
    }

    /// A proof of possession counts once, and it has just been counted for the parent's token.
    private Binding shared(Binding parent, Caller caller, Instant now) throws OAuthError.Raised {
        return parent.kind() == Binding.Kind.DPOP ? parent : possession.bind(caller, now);
    }

    private ObjectNode open(Tasks.Proved proved, Purpose purpose, TokenRequest request, Caller caller, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full {
        Grant grant = proved.grant();
        if (!now.isBefore(grant.endsAt()))
            throw OAuthError.of(RefusalReason.EXPIRED, "the proof has expired; get a new one")
                    .raised();
        String target = Narrowing.audience(request, grant);
        Delegation delegation = outside.tasks().way(grant);
        outside.trail()
                .write(new AuditEvent.TaskOpened(
                        now,
                        delegation,
                        grant.targets(),
                        purpose,
                        grant.intent(),
                        grant.binding().kind().word(),
                        grant.endsAt(),
                        caller.peer()));
        outside.tasks().open(grant, proved.shown());
        return issuing.answer(grant, delegation, target, now);
    }

    // ---- a fresh token for the same grant

    private ObjectNode renew(TokenRequest request, Good own, Instant now) throws OAuthError.Raised {
        if (!request.details().isEmpty()) {
            throw OAuthError.details(
                            "a session token alone is exchanged as it is; to delegate a part of its task, send the"
                                    + " delegate's own proof as actor_token")
                    .raised();
        }
        Grant grant = own.grant();
        String target = Narrowing.audience(request, grant);
        welcome(outside.reception().again(own.delegation(), grant.targets()));
        return issuing.answer(grant, own.delegation(), target, now);
    }

    private static Welcome.In welcome(Welcome welcome) throws OAuthError.Raised {
        return switch (welcome) {
            case Welcome.In in -> in;
            case Welcome.Out out ->
                throw OAuthError.of(out.reason(), out.detail()).raised();
        };
    }
}
