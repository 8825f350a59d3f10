package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "Prints the authority's certificate as PEM: what agents of the forward proxy are to trust. It"
                + " speaks for the hosts of targets with forward: true and for no other.",
        footer = {
            "  sallyport ca show > sallyport-ca.pem",
            "  curl --proxy https://sallyport:$TOKEN@gateway:8443 --cacert sallyport-ca.pem https://api.example/"
        })
public final class CaShowCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    public CaShowCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Path file = gateway.places().authority();
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "there is no authority yet: it is made when a gateway starts with a target that has `forward: true`"
                            + ": `" + file + "`");
        }
        shell.console().line(Files.readString(file).stripTrailing());
        return ExitCode.OK.number();
    }
}
