package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;

/// Answers for a tool that waits: the form that was shown, and no other, since its hash goes along.
record ToolSettlement(Shell shell, Reach reach, String target, String tool, String reason) {

    /// @param verb of the route
    /// @param word that is said when it was done
    int settle(String verb, Style style, String word) throws CommandFailure, InterruptedException {
        JsonNode waiting = ToolsView.of(reach).waiting(target, tool);
        ToolsView.print(waiting, shell.console());
        JsonNode answer = reach.send(
                "POST",
                "/v1/tools/" + verb,
                Role.APPROVE,
                Shapes.object()
                        .put("target", target)
                        .put("tool", tool)
                        .put("fingerprint", waiting.path("fingerprint").asText())
                        .put("reason", reason));
        shell.console()
                .line(
                        style,
                        SafeText.of(word + " " + target + " " + tool + " as "
                                + answer.path("by").asText()));
        return ExitCode.OK.number();
    }
}
