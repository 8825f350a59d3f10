package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TrailBook.Entry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "Prints the records, oldest first. Does not verify them.",
        footer = {
            "  sallyport trail show --last 20",
            "  sallyport trail show --request s-5f0c-7",
            "  sallyport trail show --kind decided --since 2h --json"
        })
public final class TrailShowCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Mixin
    private final TrailOptions options;

    @Option(names = "--last", paramLabel = "N", defaultValue = "0", description = "Only the last N; 0 for all.")
    private int last;

    public TrailShowCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
        this.options = new TrailOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        EntryView view = new EntryView(shell.console(), options.json);
        Deque<Entry> kept = new ArrayDeque<>();
        shell.work().trail().show(gateway.places().trail(), options.wanted(), entry -> {
            if (last <= 0) {
                view.print(entry);
            } else {
                if (kept.size() == last) kept.removeFirst();
                kept.addLast(entry);
            }
            return true;
        });
        kept.forEach(view::print);
        return ExitCode.OK.number();
    }
}
