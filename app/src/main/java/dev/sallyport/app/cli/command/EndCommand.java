package dev.sallyport.app.cli.command;

import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "end",
        description =
                "Ends a session, or a task with all its sessions and all that was delegated from it: connections are closed, leases destroyed. Needs the role approve.",
        footer = {"  sallyport sessions end s-5f0c", "  sallyport sessions end s-5f0c --reason 'looks wrong'"})
public final class EndCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "ID", description = "The session or task, as `sallyport sessions` lists it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    public EndCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        gateway.reach()
                .send(
                        "DELETE",
                        "/v1/sessions/" + Ids.checked(id),
                        Role.APPROVE,
                        Shapes.object().put("reason", reason));
        shell.console().line(SafeText.of(id) + " was told to end");
        return ExitCode.OK.number();
    }
}
