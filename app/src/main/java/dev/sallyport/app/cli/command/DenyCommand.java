package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "deny",
        description = "Refuses a held action. Needs the role approve.",
        footer = {"  sallyport deny h-7", "  sallyport deny h-7 --reason 'not for this ticket'"})
public final class DenyCommand implements Callable<Integer> {

    @Mixin
    private final Settlement settlement;

    public DenyCommand(Shell shell) {
        this.settlement = new Settlement(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return settlement.settle("deny", Style.BAD, "denied");
    }
}
