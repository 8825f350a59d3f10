package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Runs the gateway until it is told to stop (SIGTERM, Ctrl-C).",
        footer = {
            "  sallyport serve -c sallyport.yaml",
            "  sallyport check sallyport.yaml && sallyport serve -c sallyport.yaml"
        })
public final class ServeCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The configuration.")
    private Path configuration = Path.of("sallyport.yaml");

    public ServeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        shell.work().serve().serve(configuration, shell.console()::note);
        return ExitCode.OK.number();
    }
}
