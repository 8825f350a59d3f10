package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;

/// Tools of MCP servers on a screen; what they say of themselves is escaped.
record ToolsView(JsonNode tools) {

    private static final int SHOWN_DIGITS = 19;

    static ToolsView of(Reach reach) throws CommandFailure, InterruptedException {
        return new ToolsView(reach.get("/v1/tools", Role.READ).path("tools"));
    }

    /// @throws CommandFailure when no such tool waits
    JsonNode waiting(String target, String tool) throws CommandFailure {
        for (JsonNode each : tools) {
            if (each.path("target").asText().equals(target)
                    && each.path("tool").asText().equals(tool)
                    && each.path("waiting").asBoolean()) return each;
        }
        throw new CommandFailure(
                ExitCode.REFUSED,
                "no such tool waits, `sallyport tools` lists them: `" + SafeText.of(target + " " + tool) + "`");
    }

    void print(Console console) {
        if (tools.isEmpty()) {
            console.line("no MCP server has listed a tool yet");
            return;
        }
        Table table = Table.under("TARGET", "TOOL", "STATE", "HASH", "TRUSTED BY");
        for (JsonNode tool : tools) {
            boolean waits = tool.path("waiting").asBoolean();
            table = table.row(
                    Cell.of(tool.path("target").asText()),
                    Cell.of(tool.path("tool").asText()),
                    Cell.of(waits ? "waits" : "trusted", waits ? Style.WAITING : Style.GOOD),
                    Cell.of(start(tool.path("fingerprint").asText())),
                    Cell.of(waits ? "" : tool.path("trustedBy").asText()));
        }
        console.table(table);
        for (JsonNode tool : tools) {
            if (!tool.path("waiting").asBoolean()) continue;
            console.line("");
            print(tool, console);
        }
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(hash.length(), SHOWN_DIGITS));
    }

    static void print(JsonNode tool, Console console) {
        console.field(
                "tool", tool.path("target").asText() + " " + tool.path("tool").asText());
        console.field(
                "trusted",
                tool.path("trusted").asText().isEmpty()
                        ? "never"
                        : tool.path("trusted").asText());
        console.field("waits", tool.path("fingerprint").asText());
        console.field("since", tool.path("seenAt").asText());
        for (JsonNode change : tool.path("changes")) console.field("change", change.asText());
    }
}
