package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "approve",
        description =
                "Shows a held action and lets exactly this one through, once. It is decided again at that moment: an approval"
                        + " overrides no limit and not door one. Who asks cannot approve. Needs the role approve.",
        footer = {"  sallyport holds", "  sallyport approve h-7 --reason 'ticket 4711, asked by phone'"})
public final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private final Settlement settlement;

    public ApproveCommand(Shell shell) {
        this.settlement = new Settlement(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return settlement.settle("approve", Style.GOOD, "approved");
    }
}
