package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reload",
        description =
                "Makes the gateway load its configuration anew, whole or not at all. Open sessions are judged again by it."
                        + " Needs the role configure.",
        footer = {
            "  sallyport check sallyport.yaml && sallyport reload",
            "  sallyport reload --allow-observe           when a rule changes to mode: observe (role observe)"
        })
public final class ReloadCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(
            names = "--allow-observe",
            description = "Let a rule suspend door two (mode: observe). Needs the role observe.")
    private boolean allowObserve;

    public ReloadCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Role role = allowObserve ? Role.OBSERVE : Role.CONFIGURE;
        Reply reply = gateway.reach().reply("POST", "/v1/reload", role, Shapes.object());
        if (!reply.ok()) return refused(reply);
        JsonNode loaded = reply.json();
        String generation = SafeText.of(loaded.path("configuration").asText());
        boolean changed = loaded.path("changed").asBoolean();
        shell.console()
                .line(changed ? "configuration " + generation + " is in force" : "nothing has changed: " + generation);
        return ExitCode.OK.number();
    }

    private int refused(Reply reply) throws CommandFailure {
        for (JsonNode fault : reply.json().path("faults")) {
            String line = fault.path("line").asInt() > 0
                    ? "line " + fault.path("line").asInt() + ": "
                    : "";
            String path = fault.path("path").asText().isEmpty()
                    ? ""
                    : fault.path("path").asText() + ": ";
            shell.console()
                    .line(
                            Style.BAD,
                            SafeText.of(line + path + fault.path("message").asText()));
        }
        throw new CommandFailure(Reach.code(reply), reply.detail());
    }
}
