package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers for a tool that waits: the form that was shown, and no other, since its hash goes along.
final class ToolSettlement {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(index = "0", paramLabel = "TARGET", description = "The target's configured name.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "TOOL", description = "The tool, as `sallyport tools` lists it.")
    private String tool = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    ToolSettlement(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    /// @param verb of the route
    /// @param word that is said when it was done
    int settle(String verb, Style style, String word) throws CommandFailure, InterruptedException {
        Reach reach = gateway.reach();
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
