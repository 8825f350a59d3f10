package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "follow",
        description = "Prints records as they come, until Ctrl-C or until there were enough.",
        footer = {"  sallyport trail follow", "  sallyport trail follow --kind decided --count 10"})
public final class TrailFollowCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Mixin
    private final TrailOptions options;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "End after N records; 0 for never.")
    private long count;

    private long seen;

    public TrailFollowCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
        this.options = new TrailOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        EntryView view = new EntryView(shell.console(), options.json);
        shell.work().trail().follow(gateway.places().trail(), options.wanted(), entry -> {
            view.print(entry);
            seen++;
            return seen != count;
        });
        return ExitCode.OK.number();
    }
}
