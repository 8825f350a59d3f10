package dev.sallyport.app.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.admin.view.Desks;
import dev.sallyport.app.admin.view.HoldsDesk;
import dev.sallyport.app.admin.view.HoldsDesk.HeldAction;
import dev.sallyport.app.admin.view.Reload;
import dev.sallyport.app.http.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The routes that change something.
record Answering(Desks desks) {

    private static final Problem NO_SUCH_SESSION =
            new Problem(404, "no-such-session", "no session with this id is open, `sallyport sessions` lists them");
    private static final Problem NO_TOKENS =
            new Problem(404, "no-session-tokens", "none are given out: the configuration has no `listen.http`");
    private static final Problem NO_SUCH_HOLD =
            new Problem(404, "no-such-hold", "no action with this id waits, `sallyport holds` lists them");
    private static final Problem OVER = new Problem(
            409, "hold-is-over", "it was answered before, has expired, or the agent has left: the agent can ask again");
    private static final Problem OTHER_FINGERPRINT = new Problem(
            409, "fingerprint-differs", "the action that waits is not the one that was shown: look at it again");
    private static final Problem OWN_REQUEST =
            new Problem(403, "approver-is-requester", "somebody else must answer: the approver may not be who asks");
    private static final Problem NO_FINGERPRINT = new Problem(
            400, "fingerprint-missing", "send the `fingerprint` of the action that was shown: GET /v1/holds has it");

    Answer end(Request request) throws Request.Unacceptable, IOException {
        String reason = request.members(Set.of("reason")).getOrDefault("reason", "");
        boolean found = desks.sessions().end(request.id(), request.user(), reason);
        if (!found) return NO_SUCH_SESSION.answer();
        return Answers.ok(Json.object().put("session", request.id()).put("ended", true));
    }

    Answer rotate(Request request) throws Request.Unacceptable, IOException {
        request.members(Set.of());
        Optional<String> key = desks.sessions().rotateKey(request.user());
        return key.isEmpty() ? NO_TOKENS.answer() : Answers.ok(Json.object().put("key", key.get()));
    }

    Answer approve(Request request) throws Request.Unacceptable {
        return settle(request, true);
    }

    Answer deny(Request request) throws Request.Unacceptable {
        return settle(request, false);
    }

    private Answer settle(Request request, boolean approved) throws Request.Unacceptable {
        Map<String, String> body = request.members(Set.of("fingerprint", "reason"));
        String fingerprint = body.getOrDefault("fingerprint", "");
        if (fingerprint.isEmpty()) return NO_FINGERPRINT.answer();
        if (approved && isOwn(request)) return OWN_REQUEST.answer();
        HoldsDesk.Answer answer = new HoldsDesk.Answer(
                request.id(), fingerprint, approved, request.user(), body.getOrDefault("reason", ""));
        return switch (desks.holds().answer(answer)) {
            case RECORDED ->
                Answers.ok(Json.object()
                        .put("hold", request.id())
                        .put("approved", approved)
                        .put("by", request.user()));
            case NO_SUCH_HOLD -> NO_SUCH_HOLD.answer();
            case OVER -> OVER.answer();
            case OTHER_FINGERPRINT -> OTHER_FINGERPRINT.answer();
            case OWN_REQUEST -> OWN_REQUEST.answer();
        };
    }

    private boolean isOwn(Request request) {
        Optional<HeldAction> held = desks.holds().waiting().stream()
                .filter(waiting -> waiting.id().equals(request.id()))
                .findFirst();
        return held.isPresent() && Requester.is(request.user(), held.get().session());
    }

    Answer reload(Request request) throws IOException, InterruptedException, Request.Unacceptable {
        request.members(Set.of());
        boolean mayObserve = request.role().covers(Role.OBSERVE);
        return switch (desks.reload().reload(request.user(), mayObserve)) {
            case Reload.Loaded loaded ->
                Answers.ok(Json.object()
                        .put("configuration", loaded.configuration())
                        .put("changed", loaded.changed()));
            case Reload.Rejected rejected -> rejected(rejected);
            case Reload.ObserveNotAllowed not -> observeNotAllowed(not);
        };
    }

    private static Answer rejected(Reload.Rejected rejected) {
        ObjectNode json = new Problem(422, "configuration-rejected", "the old configuration stays in force").json();
        ArrayNode faults = json.putArray("faults");
        for (Reload.Fault fault : rejected.faults()) {
            faults.addObject()
                    .put("path", fault.path())
                    .put("line", fault.line())
                    .put("message", fault.message());
        }
        return new Answer(422, Problem.MEDIA_TYPE, Json.bytes(json));
    }

    private static Answer observeNotAllowed(Reload.ObserveNotAllowed not) {
        return new Problem(
                        403,
                        "observe-not-allowed",
                        "suspending door two needs the token of role observe, the old configuration stays in force: `"
                                + String.join(", ", not.rules()) + "`")
                .answer();
    }
}
