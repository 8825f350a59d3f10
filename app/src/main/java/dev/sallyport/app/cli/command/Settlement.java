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

/// Answers a hold: what was shown, and nothing else, is answered, since its fingerprint goes along (R19).
final class Settlement {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "ID", description = "The held action, as `sallyport holds` lists it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    Settlement(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    /// @param verb of the route
    /// @param word that is said when it was done
    int settle(String verb, Style style, String word) throws CommandFailure, InterruptedException {
        Reach reach = gateway.reach();
        JsonNode hold = HeldView.find(reach, Ids.checked(id));
        new HeldView(hold).print(shell.console(), shell.clock().instant());
        JsonNode answer = reach.send(
                "POST",
                "/v1/holds/" + id + "/" + verb,
                Role.APPROVE,
                Shapes.object()
                        .put("fingerprint", hold.path("fingerprint").asText())
                        .put("reason", reason));
        shell.console()
                .line(
                        style,
                        SafeText.of(word + " " + id + " as " + answer.path("by").asText()));
        return ExitCode.OK.number();
    }
}
