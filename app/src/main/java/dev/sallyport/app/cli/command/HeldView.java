package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.Spans;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.time.Instant;

/// A held action as a person must see it before answering: whole, and escaped (R19).
record HeldView(JsonNode hold) {

    /// @throws CommandFailure when no such action waits
    static JsonNode find(Reach reach, String id) throws CommandFailure, InterruptedException {
        for (JsonNode hold : reach.get("/v1/holds", Role.APPROVE).path("holds")) {
            if (hold.path("id").asText().equals(id)) return hold;
        }
        throw new CommandFailure(
                ExitCode.REFUSED, "no action with this id waits, `sallyport holds` lists them: `" + id + "`");
    }

    void print(Console console, Instant now) {
        JsonNode session = hold.path("session");
        console.field("hold", hold.path("id").asText());
        console.field("workload", session.path("workload").asText());
        for (JsonNode actor : session.path("actors")) console.field("for", actor.asText());
        console.field(
                "target",
                session.path("target").asText() + " as " + session.path("role").asText());
        console.field("purpose", purpose(session));
        if (!session.path("task").asText().isEmpty())
            console.field("task", session.path("task").asText());
        console.field(
                "held by",
                hold.path("rule").asText() + ": " + hold.path("reason").asText());
        console.field(
                "expires", Spans.until(Instant.parse(hold.path("expiresAt").asText()), now));
        for (JsonNode operation : hold.path("operations")) {
            console.field(
                    "effect",
                    operation.path("verb").asText() + " "
                            + operation.path("resource").asText());
        }
        console.field("statement", hold.path("statement").asText());
        for (JsonNode argument : hold.path("arguments")) {
            console.field(
                    "argument",
                    argument.path("name").asText() + " = "
                            + argument.path("value").asText());
        }
    }

    /// Who said what it is for belongs to it (R1).
    private static String purpose(JsonNode session) {
        return session.path("purpose").asText() + " (declared by "
                + session.path("purposeDeclaredBy").asText() + ")";
    }

    static Cell statement(JsonNode hold) {
        return hold.path("sealed").asBoolean()
                ? Cell.of("(shown to approvers)", Style.FAINT)
                : Cell.of(hold.path("statement").asText());
    }
}
