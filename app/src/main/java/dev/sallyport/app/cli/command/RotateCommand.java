package dev.sallyport.app.cli.command;

import dev.sallyport.app.admin.Role;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rotate",
        description = "Makes a new key that signs session tokens; the old one is kept until its last token has ended."
                + " Needs the role configure.",
        footer = {"  sallyport sessions rotate"})
public final class RotateCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    public RotateCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        String key = gateway.reach()
                .send("POST", "/v1/sessions/keys", Role.CONFIGURE, Shapes.object())
                .path("key")
                .asText();
        shell.console().line("key " + SafeText.of(key) + " signs session tokens from now on");
        return ExitCode.OK.number();
    }
}
