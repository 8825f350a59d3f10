package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "dismiss",
        description =
                "Shows what is different in a tool that changed, and will not have it: the tool may be called again once the"
                        + " server says of it what is trusted. Needs the role approve.",
        footer = {"  sallyport tools dismiss helpdesk get_ticket"})
public final class ToolsDismissCommand implements Callable<Integer> {

    @Mixin
    private final ToolSettlement settlement;

    public ToolsDismissCommand(Shell shell) {
        this.settlement = new ToolSettlement(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return settlement.settle("dismiss", Style.BAD, "dismissed");
    }
}
