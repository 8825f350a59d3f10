package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.sessions.Statements.Checked;
import dev.sallyport.sessions.TokenReader.Reading;
import dev.sallyport.sessions.json.Json;
import dev.sallyport.sessions.task.Grant;
import dev.sallyport.sessions.task.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes the turns of a task's prompt context: DECLARED when the agent sends them, ATTESTED when an
/// orchestrator signed them (R2). Evidence, never a grant. Safe on every thread; blocks.
public final class ContextDesk {

    private static final Set<String> MEMBERS = Set.of("role", "text", "source");
    private static final int MOST_AT_ONCE = 64;
    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_NAME = 128;

    private final Outside outside;
    private final TokenReader reader;
    private final Statements statements;

    public ContextDesk(Outside outside, TokenReader reader, Statements statements) {
        this.outside = outside;
        this.reader = reader;
        this.statements = statements;
    }

    /// How much a task has, or why nothing was added.
    public sealed interface Answer {

        record Added(ObjectNode json) implements Answer {}

        /// @param reason for trail and metrics
        record Refused(int status, String error, String description, RefusalReason reason) implements Answer {}
    }

    /// @param task id of a task's grant
    /// @param own the session token of that grant
    /// @param body a JSON object with `turns`, or, signed, a JWT with `turns` and the task's id as
    /// `session`
    /// @throws IOException when it could not be recorded: then nothing was added
    public Answer add(String task, String own, byte[] body, boolean signed, Caller caller)
            throws IOException, InterruptedException {
        Instant now = outside.clock().instant();
        return switch (reader.read(own, caller, false, now)) {
            case Reading.Fine fine -> add(task, fine.good().grant(), body, signed, now);
            case Reading.Bad bad -> unknown(bad.reason(), bad.detail());
            case Reading.Foreign _ ->
                unknown(RefusalReason.UNSUPPORTED, "send `Authorization: Bearer` and the task's session token");
        };
    }

    private static Answer unknown(RefusalReason reason, String detail) {
        String error = reason == RefusalReason.NONCE_NEEDED ? OAuthError.USE_NONCE : "invalid_token";
        return new Answer.Refused(401, error, detail, reason);
    }

    private Answer add(String task, Grant grant, byte[] body, boolean signed, Instant now)
            throws IOException, InterruptedException {
        if (!grant.id().equals(task)) {
            return new Answer.Refused(
                    403, "invalid_request", "the session token is of another task", RefusalReason.NOT_BOUND);
        }
        try {
            return signed ? attested(grant, body, now) : added(grant, declared(body), Tier.DECLARED, "", now);
        } catch (OAuthError.Raised e) {
            OAuthError error = e.error();
            return new Answer.Refused(error.status(), error.error(), error.description(), error.reason());
        } catch (Tasks.Full e) {
            return new Answer.Refused(413, "invalid_request", String.valueOf(e.getMessage()), RefusalReason.TOO_LARGE);
        }
    }

    private Answer attested(Grant grant, byte[] body, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full, InterruptedException {
        String jwt = new String(body, StandardCharsets.US_ASCII).strip();
        return switch (statements.check(jwt, now)) {
            case Checked.Refused no -> new Answer.Refused(400, "invalid_request", no.detail(), no.reason());
            case Checked.Signed signed -> attested(grant, signed, now);
        };
    }

    private Answer attested(Grant grant, Checked.Signed signed, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full {
        if (!grant.id().equals(signed.claims().get("session")))
            return new Answer.Refused(
                    400, "invalid_request", "session: was signed for another task", RefusalReason.NOT_BOUND);
        JsonNode turns = Json.tree(signed.claims().getOrDefault("turns", List.of()));
        return added(grant, turns, Tier.ATTESTED, signed.by(), now);
    }

    private static JsonNode declared(byte[] body) throws OAuthError.Raised {
        try {
            JsonNode json = Json.read(body);
            if (json.isObject() && json.size() == 1 && json.has("turns")) return json.path("turns");
        } catch (IOException _) {
            // told below
        }
        throw OAuthError.request("the body must be a JSON object with `turns` and nothing else")
                .raised();
    }

    private Answer added(Grant grant, JsonNode turns, Tier tier, String by, Instant now)
            throws OAuthError.Raised, IOException, Tasks.Full {
        List<Turn> read = turns(turns, tier);
        outside.tasks().check(grant.id(), read);
        for (Turn turn : read) {
            outside.trail()
                    .write(new AuditEvent.ContextAdded(
                            now,
                            grant.tree(),
                            grant.id(),
                            tier,
                            by,
                            turn.role(),
                            turn.source(),
                            hash(turn),
                            turn.text()));
        }
        PromptContext all = outside.tasks().add(grant.id(), read);
        return new Answer.Added(
                Json.object().put("tier", tier.name()).put("turns", all.turns().size()));
    }

    private static List<Turn> turns(JsonNode turns, Tier tier) throws OAuthError.Raised {
        if (!turns.isArray() || turns.isEmpty() || turns.size() > MOST_AT_ONCE)
            throw OAuthError.request("turns: must be an array of 1 to " + MOST_AT_ONCE + " turns")
                    .raised();
        List<Turn> read = new ArrayList<>();
        for (JsonNode turn : turns) read.add(turn(turn, tier));
        return read;
    }

    private static Turn turn(JsonNode turn, Tier tier) throws OAuthError.Raised {
        for (Map.Entry<String, JsonNode> member : turn.properties()) {
            if (!MEMBERS.contains(member.getKey()))
                throw OAuthError.request("turns: a turn has `role`, `text` and `source`, nothing else")
                        .raised();
        }
        return new Turn(
                text(turn, "role", LONGEST_NAME),
                text(turn, "text", LONGEST_TEXT),
                turn.has("source") ? text(turn, "source", LONGEST_NAME) : "",
                tier);
    }

    private static String text(JsonNode turn, String member, int longest) throws OAuthError.Raised {
        JsonNode value = turn.path(member);
        if (!value.isTextual() || value.textValue().length() > longest)
            throw OAuthError.request("turns: `" + member + "` must be a string of at most " + longest + " characters")
                    .raised();
        return value.textValue();
    }

    /// Of role, source and text, each ended by a zero byte.
    static String hash(Turn turn) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : List.of(turn.role(), turn.source(), turn.text())) {
            bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return Json.hash(bytes.toByteArray());
    }
}
